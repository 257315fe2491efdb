import { kellyAllocate } from "../../../contract/methods/kelly.ts";
import { withMembers } from "../../analysis/view/with-members.ts";
import { register } from "../../handler.ts";
import { allocate } from "../allocate.ts";

/** kelly.allocate */
export const kellyAllocateHandler = register(kellyAllocate, (request, context, call) =>
  withMembers(request, request.members, context, call, (opened) => allocate(opened, request, context, call)),
);
