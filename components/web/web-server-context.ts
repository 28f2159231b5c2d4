/** Folder of the image that a web server runs unless there is another one, relative to the project's. */
export const WEB_SERVER_CONTEXT = "components/web/webserver";
