import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

import { run } from "../../../scripts/toolchain/run";
import { type GatewayAddress, ask } from "../../../scripts/verify/gateway-client";
import { eventually } from "../../support/eventually";
import type { LiveSite } from "../../support/live-site";
import { load } from "../../support/load";
import { gatewayOf } from "../../support/openchami-site";

/** Milliseconds within which a gateway that was restarted must serve. */
const GATEWAY_BACK = 5_000;

export function describeCertificates(site: () => LiveSite): void {
    describe("cares for its certificates", () => {
        let gateway: GatewayAddress;
        const served = async (): Promise<string> => {
            const { status, certificateSerial } = await ask(gateway, "/healthz");
            assert.equal(status, 200);
            return certificateSerial;
        };
        before(async () => {
            gateway = await gatewayOf(site());
        });

        it("renews them under load and loses no request", async () => {
            site().writeWith({ certificate: { lifetime: "5m", renewPeriod: "20s" } });
            await site().up();
            const { requests, losses, serials } = await load(gateway, { perSecond: 40, duration: 50_000 });
            assert.deepEqual(losses, []);
            assert.ok(requests >= 1000, `only ${requests} requests were sent`);
            assert.ok(serials.size >= 3, `only ${serials.size} certificates were served in 50 s`);
            site().reset();
            await site().up();
        });

        it("serves again at once when the gateway is restarted or recreated", async () => {
            await run("docker", ["restart", site().container("haproxy")]);
            await eventually(GATEWAY_BACK, served);
            await site().up("--replace", "**::openchami-haproxy");
            await eventually(GATEWAY_BACK, served);
        });

        it("starts the gateway while a service behind it is absent", async () => {
            await run("docker", ["stop", site().container("smd")]);
            await run("docker", ["restart", site().container("haproxy")]);
            await eventually(GATEWAY_BACK, served);
            const toSmd = async (): Promise<number> => (await ask(gateway, "/hsm/v2/service/ready")).status;
            assert.equal(await toSmd(), 503);
            await run("docker", ["start", site().container("smd")]);
            await eventually(30_000, async () => assert.equal(await toSmd(), 200));
        });

        it("takes a new one when the old one expired while the sidecar was down", async () => {
            const sidecar = site().container("cert-sidecar");
            const before = await shortLived(sidecar);
            await run("docker", ["stop", sidecar]);
            await run("docker", ["restart", site().container("haproxy")]);
            const { result } = await eventually(GATEWAY_BACK, () => ask(gateway, "/healthz"));
            assert.equal(result.certificateSerial.replace(/^0+/, ""), before);
            await sleep(Math.max(0, result.certificateEnds.getTime() - Date.now() + 1_000));
            await assert.rejects(ask(gateway, "/healthz"), /expired/);

            await run("docker", ["start", sidecar]);
            const { result: after } = await eventually(30_000, served);
            assert.notEqual(after, before);
        });

        it("keeps its root when the authority is recreated on its volumes", async () => {
            const { root } = gateway;
            await site().up("--replace", "**::openchami-step-ca");
            assert.equal((await gatewayOf(site())).root, root);
            const old = await served();
            await run("docker", ["exec", site().container("cert-sidecar"), "sh", "-c", "rm /certs/*.pem"]);
            const { result } = await eventually(60_000, async () => {
                const serial = await served();
                assert.notEqual(serial, old);
                return serial;
            });
            assert.notEqual(result, old);
        });
    });
}

/** Puts a certificate that ends in a minute in place of the one that the sidecar keeps. @returns its serial number */
async function shortLived(sidecar: string): Promise<string> {
    const script = `
        set -e
        cd /dev/shm
        STEPPATH=/dev/shm step ca certificate "$DOMAIN" crt key --not-after 65s --force --ca-url "$CA_URL" \\
            --root /root_ca/root_ca.crt --provisioner acme --standalone --http-listen :80 >&2
        cat crt key | grep -v '^$' > /certs/.test && mv /certs/.test "/certs/$DOMAIN.pem"
        openssl x509 -in crt -noout -serial`;
    const serial = await run("docker", ["exec", sidecar, "bash", "-c", script]);
    return serial.trim().replace("serial=", "").replace(/^0+/, "");
}
