import { kellyAllocate } from "../../../contract/methods/kelly.ts";
import { withView } from "../../analysis/view/with-view.ts";
import { register } from "../../handler.ts";
import { allocate } from "../allocate.ts";

/** kelly.allocate */
export const kellyAllocateHandler = register(kellyAllocate, (request, context, call) =>
  withView(request, context, call, (opened) => allocate(opened, request, context, call)),
);
