import { windowRecall, windowRemember } from "../../../contract/methods/window.ts";
import { register } from "../../handler.ts";
import { recallWindow, rememberOfWindow } from "../window-memory.ts";

/** window.recall */
export const windowRecallHandler = register(windowRecall, (_request, { home }) => recallWindow(home));

/** window.remember */
export const windowRememberHandler = register(windowRemember, async (request, { home }) => {
  await rememberOfWindow(home, request);
  return {};
});
