import * as http from "node:http";
import type { AddressInfo } from "node:net";

/** A server of the tests' own, on a port of this machine, that is given each request with its whole body. */
export abstract class LocalServer {
    private readonly server = http.createServer((request, response) => void this.receive(request, response));

    /** @returns its URL */
    async start(): Promise<string> {
        await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    stop(): void {
        this.server.close();
        this.server.closeAllConnections();
    }

    protected abstract answer(request: http.IncomingMessage, response: http.ServerResponse, body: Buffer): void;

    private async receive(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
        const chunks: Buffer[] = [];
        for await (const chunk of request) {
            chunks.push(chunk as Buffer);
        }
        this.answer(request, response, Buffer.concat(chunks));
    }
}
