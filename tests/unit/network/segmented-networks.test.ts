import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { SegmentedNetworks, type SegmentedNetworksArgs } from "../../../components/network/segmented-networks";
import { record } from "../../support/monitor";

const ARGS: SegmentedNetworksArgs = {
    zones: {
        outside: { internal: false, members: ["gateway"] },
        inside: { members: ["gateway", "service"], subnet: "10.89.4.0/24" },
    },
    placement: { gateway: ["outside", "inside"], service: ["inside"] },
    publishing: ["gateway"],
};

describe("segmented networks", () => {
    it("are one bridge a zone, closed unless it says otherwise", async () => {
        const recording = await record(() => new SegmentedNetworks("net", ARGS));
        assert.deepEqual(recording.names("network"), ["net-inside", "net-outside"]);
        assert.equal(recording.the("network", "net-inside").inputs.internal, true);
        assert.equal(recording.the("network", "net-outside").inputs.internal, false);
        assert.equal(recording.the("network", "net-inside").inputs.driver, "bridge");
    });

    it("have the subnet that their zone gives, and none otherwise", async () => {
        const recording = await record(() => new SegmentedNetworks("net", ARGS));
        assert.deepEqual(recording.the("network", "net-inside").inputs.ipamConfigs, [{ subnet: "10.89.4.0/24" }]);
        assert.equal(recording.the("network", "net-outside").inputs.ipamConfigs, undefined);
    });

    it("are deleted before they are replaced, because a range of addresses is taken once", async () => {
        const recording = await record(() => new SegmentedNetworks("net", ARGS));
        assert.equal(recording.the("network", "net-inside").options.deleteBeforeReplace, true);
    });

    it("tell which zones a service is in, who publishes, and who reaches whom", async () => {
        await record(() => {
            const networks = new SegmentedNetworks("net", ARGS);
            assert.deepEqual(networks.zonesOf("gateway"), ["inside", "outside"]);
            assert.deepEqual(networks.zonesOf("stranger"), []);
            assert.equal(networks.publishingFault("gateway"), undefined);
            assert.match(
                networks.publishingFault("service") ?? "",
                /service is not declared as publishing, name it in/,
            );
            assert.deepEqual(networks.reachability, { gateway: ["service"], service: ["gateway"] });
        });
    });

    it("connect a service to its zones in one order, under its name and its aliases", async () => {
        const recording = await record(() => {
            const networks = new SegmentedNetworks("net", ARGS);
            return { connections: networks.connectionsOf("gateway", ["www.example.com"]) };
        });
        const aliases = ["gateway", "www.example.com"];
        assert.deepEqual(recording.stackOutputs["connections"], [
            { network: "id-of-net-inside", aliases },
            { network: "id-of-net-outside", aliases },
        ]);
    });

    it("do not connect a stranger, whom the engine would put on a network of its own", async () => {
        await assert.rejects(
            record(() => new SegmentedNetworks("net", ARGS).connectionsOf("stranger")),
            /stranger has no place in the zones, add it to `placement` of its networks/,
        );
    });

    it("name all that is wrong with them at once", async () => {
        const program = () =>
            new SegmentedNetworks("net", {
                zones: { ...ARGS.zones, other: { members: [], subnet: "10.89.0.0/16" } },
                placement: { gateway: ["inside"], service: ["outside", "cellar"] },
                publishing: ["gateway"],
            });
        await assert.rejects(record(program), (error: unknown) => {
            assert.ok(pulumi.InputPropertiesError.isInstance(error));
            assert.equal(error.message, "zones of net are not possible");
            assert.deepEqual(
                error.errors?.map(({ propertyPath }) => propertyPath),
                ["placement.service", "placement.service", "publishing.gateway", "zones.other"],
            );
            return true;
        });
    });
});
