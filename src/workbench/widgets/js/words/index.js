/** The page of words as a widget. */

import { asWidget } from "../shared/widget.js";
import { createWordDesk } from "./desk.js";

export default asWidget(createWordDesk);
