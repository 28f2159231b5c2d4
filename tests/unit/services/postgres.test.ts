import assert from "node:assert/strict";

import type * as pulumi from "@pulumi/pulumi";

import { passwordOf } from "../../support/engine";
import { record } from "../../support/monitor";
import { variable } from "../../support/recording";
import { type TourArgs, tour } from "../../support/tour";

const recordPostgres = (postgres: TourArgs["postgres"] = {}) => record(() => void tour({ postgres }).postgres());

describe("postgres", () => {
    it("asserts each database and its owner, whatever the order", async () => {
        const databases = { hydradb: "hydra-user", hmsds: "smd-user", bssdb: "bss-user" };
        const postgres = (await recordPostgres({ databases })).the("container", "tour-postgres");
        assert.equal(variable(postgres, "DATABASES"), "bssdb:bss-user,hmsds:smd-user,hydradb:hydra-user");
        assert.equal(variable(postgres, "PASSWORD_SMD_USER"), passwordOf("tour-hmsds-password"));
    });

    it("makes new passwords for a new epoch", async () => {
        const keepers = async (passwordEpoch?: number) =>
            (await recordPostgres({ passwordEpoch })).the("password", "tour-bssdb-password").inputs.keepers;
        assert.deepEqual(await keepers(), { epoch: "0" });
        assert.deepEqual(await keepers(3), { epoch: "3" });
    });

    it("refuses one owner for two databases", async () => {
        const databases = { bssdb: "bss-user", hmsds: "bss-user" };
        await assert.rejects(recordPostgres({ databases }), (error: pulumi.InputPropertyError) => {
            assert.deepEqual(
                [error.propertyPath, error.reason],
                ["databases.bssdb", "bss-user owns another database too, name an owner for each"],
            );
            return true;
        });
    });

    for (const policy of ["delete", "retain", "protect"] as const) {
        it(`does with its data what the site says: ${policy}`, async () => {
            const recording = await recordPostgres({ volumes: policy });
            const { options } = recording.the("volume", "tour-postgres-data");
            assert.deepEqual([options.protect, options.retainOnDelete], [policy === "protect", policy === "retain"]);
        });
    }

    it("has time to stop in good order", async () => {
        const postgres = (await recordPostgres()).the("container", "tour-postgres");
        assert.equal(postgres.inputs.destroyGraceSeconds, 30);
    });

    it("is healthy when it answers over TCP, as its clients reach it", async () => {
        const postgres = (await recordPostgres()).the("container", "tour-postgres");
        assert.deepEqual(postgres.inputs.healthcheck?.tests, ["CMD", "pg_isready", "--quiet", "--host", "127.0.0.1"]);
    });

    it("gives access to its databases and no others", async () => {
        await record(() => {
            const postgres = tour().postgres();
            const { host, port, database, user } = postgres.accessTo("hmsds");
            assert.deepEqual([host, port, database, user], ["postgres", 5432, "hmsds", "smd-user"]);
            assert.throws(() => postgres.accessTo("otherdb"), {
                message: 'database "otherdb" is not declared, add it to `databases`',
            });
        });
    });
});
