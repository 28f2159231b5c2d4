import type * as http from "node:http";

import { LocalServer } from "./local-server";

/** A request as it arrived. */
export interface Arrived {
    readonly method: string;
    readonly path: string;
    readonly headers: http.IncomingHttpHeaders;
    readonly body: string;
}

/** The part of a forge that keeps comments, on a port of this machine. */
export class ForgeServer extends LocalServer {
    readonly comments: { id: number; body: string }[] = [];
    readonly arrived: Arrived[] = [];

    protected answer(request: http.IncomingMessage, response: http.ServerResponse, received: Buffer): void {
        const { pathname, searchParams } = new URL(request.url ?? "", "http://forge");
        const [method = "", body] = [request.method, received.toString()];
        this.arrived.push({ method, path: pathname, headers: request.headers, body });
        response.setHeader("content-type", "application/json");
        if (request.headers.authorization === "Bearer refused") {
            response.writeHead(403).end('{"message": "not accessible"}');
        } else if (method === "GET") {
            const page = Number(searchParams.get("page"));
            const size = Number(searchParams.get("per_page"));
            response.end(JSON.stringify(this.comments.slice((page - 1) * size, page * size)));
        } else {
            const id = Number(/\/(?:comments|notes)\/(\d+)$/.exec(pathname)?.[1] ?? this.comments.length + 1);
            const comment = { id, body: (JSON.parse(body) as { body: string }).body };
            const at = this.comments.findIndex((it) => it.id === id);
            this.comments.splice(at < 0 ? this.comments.length : at, 1, comment);
            response.end(JSON.stringify(comment));
        }
    }
}
