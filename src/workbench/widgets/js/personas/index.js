/** The page of personas as a widget. */

import { asWidget } from "../shared/widget.js";
import { createPersonaExplorer } from "./desk.js";

export default asWidget(createPersonaExplorer);
