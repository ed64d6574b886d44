/** The page of needs as a widget. */

import { asWidget } from "../shared/widget.js";
import { createNeedsMatrix } from "./desk.js";

export default asWidget(createNeedsMatrix);
