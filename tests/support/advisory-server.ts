import type * as http from "node:http";
import { gunzipSync } from "node:zlib";

import { LocalServer } from "./local-server";

/** The part of an npm registry that knows advisories, on a port of this machine. */
export class AdvisoryServer extends LocalServer {
    /** Names and versions that it was asked about, one question each. */
    readonly asked: Record<string, string[]>[] = [];

    /** @param advisories what it knows, by name of the package */
    constructor(private readonly advisories: Readonly<Record<string, readonly object[]>>) {
        super();
    }

    protected answer(request: http.IncomingMessage, response: http.ServerResponse, body: Buffer): void {
        if (request.method !== "POST" || !request.url?.endsWith("/security/advisories/bulk")) {
            response.writeHead(404, { "content-type": "application/json" }).end("{}");
            return;
        }
        const text = request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
        const asked = JSON.parse(text.toString()) as Record<string, string[]>;
        this.asked.push(asked);
        const known = Object.entries(this.advisories).filter(([name]) => name in asked);
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify(Object.fromEntries(known)));
    }
}
