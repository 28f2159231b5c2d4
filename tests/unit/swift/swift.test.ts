import assert from "node:assert/strict";

import { SegmentedNetworks } from "../../../components/network/segmented-networks";
import { Swift } from "../../../components/swift/swift";
import { statusFailure } from "../../../components/swift/swift-failure";
import { SwiftSession } from "../../../components/swift/swift-session";
import { passwordOf } from "../../support/engine";
import { record } from "../../support/monitor";
import { upload } from "../../support/recording";

function recordSwift(users: readonly string[] = ["service:swift", "storlets:manager"]) {
    return record(() => {
        const zones = { external: { internal: false, members: ["swift"] } };
        const networks = new SegmentedNetworks("lab", {
            zones,
            placement: { swift: ["external"] },
            publishing: ["swift"],
        });
        const swift = new Swift("lab", {
            image: "sha256:1",
            networks,
            users,
            publish: { hostPort: 8088 },
            volumes: "retain",
        });
        return swift.accountOf("service:swift").credentials;
    });
}

describe("swift", () => {
    it("lets its users in by keys that it is given as a secret", async () => {
        const recording = await recordSwift();
        const container = recording.the("container", "lab-swift");
        const config = upload(container, "/etc/swift/proxy-server.conf");
        assert.ok(config.includes(`user_service_swift = ${passwordOf("lab-service-swift-key")} .admin\n`));
        assert.ok(config.includes(`user_storlets_manager = ${passwordOf("lab-storlets-manager-key")} .admin\n`));
        const index = container.inputs.uploads?.findIndex(({ file }) => file === "/etc/swift/proxy-server.conf");
        assert.ok(container.secrets.some((path) => path.startsWith(`uploads[${index}]`)));
    });

    it("is published on the loopback address, and keeps its objects as the site says", async () => {
        const recording = await recordSwift();
        const [published] = recording.the("container", "lab-swift").inputs.ports ?? [];
        assert.deepEqual([published?.ip, published?.external, published?.internal], ["127.0.0.1", 8088, 8080]);
        assert.equal(recording.the("volume", "lab-swift-data").options.retainOnDelete, true);
    });

    it("is healthy when all of its servers answer", async () => {
        const { inputs } = (await recordSwift()).the("container", "lab-swift");
        const ports = inputs.healthcheck?.tests?.flatMap((word) => /:(\d+)\//.exec(word)?.[1] ?? []);
        assert.deepEqual(ports?.sort(), ["6200", "6201", "6202", "8080"]);
    });

    it("refuses users without an account, and gives no account of a user that it does not have", async () => {
        await assert.rejects(
            recordSwift(["swift"]),
            /must be account:user in small letters, digits and dashes, got "swift"/,
        );
        await assert.rejects(recordSwift(["other:swift"]), /user "service:swift" is not declared, add it to `users`/);
    });
});

describe("a request to swift that fails", () => {
    const credentials = { url: "http://127.0.0.1:1/auth/v1.0", user: "service:swift", key: "secret" };
    const failing = (status: number) =>
        statusFailure(status, { method: "PUT", path: "docker_images/a.tar" }, credentials);

    it("names what to do, and never the key", () => {
        assert.match(failing(401).message, /refuses user "service:swift" at .* \(status 401\).*give the right ones/);
        assert.match(failing(403).message, /may not PUT docker_images\/a\.tar .*ACL of docker_images/);
        assert.match(failing(404).message, /docker_images\/a\.tar does not exist .*ask the storlet manager/);
        assert.match(failing(507).message, /no space left/);
        assert.match(failing(418).message, /answers PUT docker_images\/a\.tar with status 418/);
        for (const status of [401, 403, 404, 413, 507, 418]) {
            assert.ok(!failing(status).message.includes("secret"));
        }
    });

    it("is made again where that may help, and only there", () => {
        assert.deepEqual(
            [499, 500, 503].map((status) => failing(status).transient),
            [true, true, true],
        );
        assert.deepEqual(
            [401, 403, 404, 413, 507].map((status) => failing(status).transient),
            Array(5).fill(false),
        );
    });

    it("says who does not answer", async () => {
        await assert.rejects(
            SwiftSession.open(credentials),
            /no connection to swift at http:\/\/127\.0\.0\.1:1\/auth\/v1\.0/,
        );
    });
});
