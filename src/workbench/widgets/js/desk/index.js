/** The coding desk as a widget. */

import { asWidget } from "../shared/widget.js";
import { createDesk } from "./desk.js";

export default asWidget(createDesk);
