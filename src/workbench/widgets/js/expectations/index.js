/** The page of expectations as a widget. */

import { asWidget } from "../shared/widget.js";
import { createExpectationDesk } from "./desk.js";

export default asWidget(createExpectationDesk);
