import * as net from "node:net";

/** A way to a server of this machine on which some connections break off after so many bytes. */
export class CuttingProxy {
    /** Connections that were broken off. */
    cut = 0;
    private readonly server: net.Server;

    private constructor(
        target: number,
        /** How many connections break off. */
        private readonly times: number,
        after: number,
        onCut: () => void,
    ) {
        this.server = net.createServer((client) => {
            const upstream = net.connect(target, "127.0.0.1");
            let bytes = 0;
            client.on("data", (chunk) => {
                bytes += chunk.length;
                if (bytes > after && this.cut < this.times) {
                    this.cut += 1;
                    client.destroy();
                    upstream.destroy();
                    onCut();
                }
            });
            client.pipe(upstream).pipe(client);
            client.on("error", () => upstream.destroy());
            upstream.on("error", () => client.destroy());
        });
    }

    /**
     * @param target Port of the server.
     * @param after Bytes sent on a connection after which it breaks off.
     */
    static async start(
        target: number,
        times: number,
        after: number,
        onCut = (): void => undefined,
    ): Promise<CuttingProxy> {
        const proxy = new CuttingProxy(target, times, after, onCut);
        await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
        return proxy;
    }

    get port(): number {
        return (this.server.address() as net.AddressInfo).port;
    }

    stop(): void {
        this.server.close();
    }
}
