import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { haproxyConfig } from "../../../components/gateway/haproxy-config";
import { SegmentedNetworks } from "../../../components/network/segmented-networks";
import { record } from "../../support/monitor";
import { upload } from "../../support/recording";
import { type TourArgs, tour } from "../../support/tour";

const recordGateway = (gateway: TourArgs["gateway"] = {}) => record(() => void tour({ gateway }).gateway());
const CONFIG = "/usr/local/etc/haproxy/haproxy.cfg";
const ROUTES = [{ service: "a", port: 1, prefixes: ["/a"] }];

describe("gateway", () => {
    it("is configured for its routes and log level", async () => {
        const gateway = (await recordGateway({ routes: ROUTES, logLevel: "err" })).the("container", "tour-haproxy");
        assert.equal(upload(gateway, CONFIG), haproxyConfig(ROUTES, "err"));
        assert.deepEqual(gateway.inputs.entrypoints, ["haproxy", "-W", "-db", "-f", CONFIG]);
    });

    it("publishes https, and http where a port is given for it", async () => {
        const ports = async (httpPort?: number) =>
            (await recordGateway({ httpPort })).the("container", "tour-haproxy").inputs.ports;
        const https = { internal: 443, external: 8443, ip: "192.0.2.1", protocol: "tcp" };
        assert.deepEqual(await ports(), [https]);
        assert.deepEqual(await ports(8080), [https, { ...https, internal: 80, external: 8080 }]);
    });

    it("has a URL", async () => {
        const recording = await record(() => ({ url: tour({ gateway: { httpsPort: 444 } }).gateway().url }));
        assert.equal(recording.stackOutputs["url"], "https://tour.example.com:444");
    });

    it("starts when there is a certificate, and waits for no service", async () => {
        const recording = await recordGateway();
        const gateway = recording.the("container", "tour-haproxy");
        assert.deepEqual(recording.awaited(gateway, "container"), ["tour-cert-sidecar"]);
    });

    it("reads its certificate and writes its socket only", async () => {
        const gateway = (await recordGateway()).the("container", "tour-haproxy");
        assert.deepEqual(gateway.inputs.volumes, [
            { volumeName: "test-tour-haproxy-certs", containerPath: "/etc/haproxy/certs", readOnly: true },
            { volumeName: "test-tour-haproxy-run", containerPath: "/run/haproxy", readOnly: false },
        ]);
    });

    it("refuses routes that are malformed or claimed twice, all at once", async () => {
        const routes = [...ROUTES, { service: "b", port: 2, prefixes: ["/a", "b"] }];
        await assert.rejects(recordGateway({ routes }), (error: unknown) => {
            assert.ok(pulumi.InputPropertiesError.isInstance(error));
            assert.deepEqual(
                error.errors?.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`),
                [
                    'routes.b: route "/a" is claimed by a too, give it to one of them',
                    'routes.b: route "b" is not a path prefix, write it like /hsm/v2',
                ],
            );
            return true;
        });
    });

    it("needs networks that let it publish", async () => {
        const networks = () =>
            new SegmentedNetworks("closed", {
                zones: { all: { internal: false, members: ["haproxy"] } },
                placement: { haproxy: ["all"] },
            });
        await assert.rejects(
            record(() => void tour({ gateway: { networks: networks() } }).gateway()),
            /haproxy is not declared as publishing, name it in `publishing` of its networks/,
        );
    });
});
