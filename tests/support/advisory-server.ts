import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/** The part of an npm registry that knows advisories, on a port of this machine. */
export class AdvisoryServer {
    /** Names and versions that it was asked about, one question each. */
    readonly asked: Record<string, string[]>[] = [];
    private readonly server = http.createServer((request, response) => void this.answer(request, response));

    /** @param advisories what it knows, by name of the package */
    constructor(private readonly advisories: Readonly<Record<string, readonly object[]>>) {}

    async start(): Promise<string> {
        await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    stop(): void {
        this.server.close();
        this.server.closeAllConnections();
    }

    private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
        const chunks: Buffer[] = [];
        for await (const chunk of request) {
            chunks.push(chunk as Buffer);
        }
        if (request.method !== "POST" || !request.url?.endsWith("/security/advisories/bulk")) {
            response.writeHead(404, { "content-type": "application/json" }).end("{}");
            return;
        }
        const body = Buffer.concat(chunks);
        const text = request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
        const asked = JSON.parse(text.toString()) as Record<string, string[]>;
        this.asked.push(asked);
        const known = Object.entries(this.advisories).filter(([name]) => name in asked);
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify(Object.fromEntries(known)));
    }
}
