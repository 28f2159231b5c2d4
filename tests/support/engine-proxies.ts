import * as http from "node:http";
import * as net from "node:net";
import * as path from "node:path";
import { Transform } from "node:stream";

/** A way to an engine on a socket of its own. */
export interface EngineProxy {
    /** Address of the engine, as a site gives it. */
    readonly host: string;
    stop(): void;
}

const ENGINE = "/var/run/docker.sock";

/** The engine of this machine, each of whose answers is late by so many milliseconds. */
export async function slowEngine(folder: string, delay: number): Promise<EngineProxy> {
    const connections = new Set<net.Socket>();
    const server = net.createServer({ allowHalfOpen: true }, (client) => {
        const engine = net.connect({ path: ENGINE, allowHalfOpen: true });
        const late = new Transform({
            transform: (chunk, _encoding, done) => void setTimeout(() => done(null, chunk), delay),
        });
        for (const socket of [client, engine]) {
            connections.add(socket);
            socket.on("error", () => [client, engine].forEach((each) => each.destroy()));
            socket.on("close", () => connections.delete(socket));
        }
        client.pipe(engine).pipe(late).pipe(client);
    });
    return listening(server, path.join(folder, "slow.sock"), () => connections.forEach((it) => it.destroy()));
}

/** An engine so new that it understands nothing of what clients of today ask. */
export async function newerEngine(folder: string): Promise<EngineProxy> {
    const server = http.createServer((request, response) => {
        response.setHeader("Api-Version", "9.99").setHeader("Content-Type", "application/json");
        if (request.url?.endsWith("/_ping")) {
            return response.end("OK");
        }
        const [, version = "1.24"] = /^\/v([\d.]+)\//.exec(request.url ?? "") ?? [];
        const message = `client version ${version} is too old. Minimum supported API version is 9.90, please upgrade your client to a newer version`;
        return response.writeHead(400).end(JSON.stringify({ message }));
    });
    return listening(server, path.join(folder, "newer.sock"), () => server.closeAllConnections());
}

async function listening(server: net.Server, socket: string, end: () => void): Promise<EngineProxy> {
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    return {
        host: `unix://${socket}`,
        stop: () => {
            server.close();
            end();
        },
    };
}
