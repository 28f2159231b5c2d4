import assert from "node:assert/strict";

import type { GatewayAddress } from "../../../scripts/verify/gateway-client";
import type { LiveSite } from "../../support/live-site";
import { type LoadResult, load } from "../../support/load";
import { gatewayOf } from "../../support/openchami-site";

/** At most 40 connections a second for two minutes, each for one answer of less than 1 KiB. */
const LOAD = { perSecond: 40, duration: 120_000 };
/** Seconds that a service may be away which is replaced, on a machine that is busy with other tests. */
const AWAY = 30;

/** What asks the gateway while the site is updated. No request is lost by a renewed certificate: openchami/certificates. */
export function describeUpdatesUnderLoad(site: () => LiveSite): void {
    describe("updates under load", () => {
        let gateway: GatewayAddress;
        before(async () => {
            gateway = await gatewayOf(site());
        });

        const during = async (path: string, update: () => Promise<void>): Promise<LoadResult> => {
            const updated = update();
            const result = await load(gateway, { ...LOAD, path, until: updated });
            await updated;
            const { requests, lost, outage } = result;
            console.log(`      ${lost} of ${requests} requests lost, in ${outage.toFixed(1)} s`);
            assert.ok(requests > 100, `only ${requests} requests were sent`);
            return result;
        };

        it("a change of the gateway's configuration loses what comes while it is replaced", async () => {
            site().writeWith({ services: { smd: { routes: ["/hsm/v2", "/apis/smd"] } } });
            const { lost, outage } = await during("/healthz", () => site().up());
            assert.ok(lost > 0, "the gateway was not replaced");
            assert.ok(outage < AWAY, `it was away for ${outage} s`);
        });

        it("a service that is replaced behind the gateway is away as long as it starts", async () => {
            const { lost, outage, losses } = await during("/hsm/v2/service/ready", () =>
                site().up("--replace", "**::openchami-smd"),
            );
            assert.ok(lost > 0, "the service was not replaced");
            assert.ok(outage < AWAY, `it was away for ${outage} s`);
            assert.ok(losses.length > 0 && losses.every((loss) => /^status 50\d$/.test(loss)), losses.join("\n"));
        });

        it("a service that is replaced takes no request with it that another one answers", async () => {
            const { losses } = await during("/healthz", () => site().up("--replace", "**::openchami-bss"));
            assert.deepEqual(losses, []);
            site().reset();
            await site().up();
        });
    });
}
