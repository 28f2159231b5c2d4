import assert from "node:assert/strict";

import { passwordOf } from "../../support/engine";
import { record } from "../../support/monitor";
import { variable } from "../../support/recording";
import { type TourArgs, tour } from "../../support/tour";

const recordHydra = (hydra: TourArgs["hydra"] = {}) => record(() => void tour({ hydra }).hydra());
const CONTAINERS = ["tour-hydra", "tour-hydra-client", "tour-hydra-migrate"];

describe("hydra", () => {
    it("migrates its database, serves, and registers its clients, in this order", async () => {
        const recording = await recordHydra();
        const awaited = CONTAINERS.map((name) => recording.awaited(recording.the("container", name), "container"));
        assert.deepEqual(awaited, [["tour-hydra-migrate"], ["tour-hydra"], ["tour-postgres"]]);
    });

    it("gets at its database by a secret connection string", async () => {
        const recording = await recordHydra();
        const hydra = recording.the("container", "tour-hydra");
        assert.equal(
            variable(hydra, "DSN"),
            `postgres://hydra-user:${passwordOf("tour-hydradb-password")}@postgres:5432/hydradb` +
                "?sslmode=disable&max_conns=20&max_idle_conns=4",
        );
        assert.ok(hydra.secrets.includes(`envs[${hydra.inputs.envs?.findIndex((env) => env.startsWith("DSN="))}]`));
    });

    it("issues JWTs in the issuer's name, for as long as it is told", async () => {
        const hydra = (await recordHydra({ tokenLifetime: "7m" })).the("container", "tour-hydra");
        assert.equal(variable(hydra, "URLS_SELF_ISSUER"), "https://tour.example.com/");
        assert.equal(variable(hydra, "TTL_ACCESS_TOKEN"), "7m");
        const config = hydra.inputs.uploads?.find(({ file }) => file.endsWith("hydra.json"))?.content ?? "{}";
        assert.deepEqual((JSON.parse(config) as { strategies: unknown }).strategies, { access_token: "jwt" });
    });

    it("has tokens of an hour and a moderate log unless it is told otherwise", async () => {
        const hydra = (await recordHydra()).the("container", "tour-hydra");
        assert.deepEqual([variable(hydra, "TTL_ACCESS_TOKEN"), variable(hydra, "LOG_LEVEL")], ["1h", "info"]);
        const loud = (await recordHydra({ logLevel: "debug" })).the("container", "tour-hydra");
        assert.equal(variable(loud, "LOG_LEVEL"), "debug");
    });

    it("registers each client with a secret of its own, whatever the order", async () => {
        const recording = await recordHydra({ clients: ["openchami", "opaal", "cloud-init"] });
        const register = recording.the("container", "tour-hydra-client");
        assert.equal(variable(register, "CLIENTS"), "cloud-init opaal openchami");
        assert.equal(variable(register, "SECRET_cloud_init"), passwordOf("tour-cloud-init-client-secret"));
        assert.equal(variable(register, "SCOPES"), "openid smd.read");
        assert.equal(variable(register, "SECRET_opaal"), passwordOf("tour-opaal-client-secret"));
        assert.equal(variable(register, "SECRET_openchami"), passwordOf("tour-openchami-client-secret"));
    });

    it("makes new client secrets for a new epoch", async () => {
        const keepers = async (epoch?: number) =>
            (await recordHydra({ clientSecretEpoch: epoch })).the("password", "tour-opaal-client-secret").inputs
                .keepers;
        assert.deepEqual(await keepers(), { epoch: "0" });
        assert.deepEqual(await keepers(2), { epoch: "2" });
    });

    it("keeps its system secret beside its data, and only the job that makes it may write there", async () => {
        const recording = await recordHydra({ volumes: "protect" });
        assert.equal(recording.the("volume", "tour-hydra-secret").options.protect, true);
        const writable = (container: string) =>
            recording.the("container", container).inputs.volumes?.map(({ readOnly }) => !readOnly);
        assert.deepEqual(writable("tour-hydra-migrate"), [true]);
        assert.deepEqual(writable("tour-hydra"), [false]);
    });

    it("publishes no port", async () => {
        const recording = await recordHydra();
        const published = CONTAINERS.flatMap((name) => recording.the("container", name).inputs.ports ?? []);
        assert.deepEqual(published, []);
    });

    it("knows its clients and no others", async () => {
        await record(() => {
            const hydra = tour().hydra();
            assert.equal(hydra.client("openchami").id, "openchami");
            assert.throws(() => hydra.client("stranger"), {
                message: 'OAuth client "stranger" is not declared, add it to `clients`',
            });
        });
    });
});
