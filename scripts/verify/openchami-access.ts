import { type Check, compare } from "./check";
import { type Credentials, type GatewayAddress, accessToken, ask } from "./gateway-client";

/** smd answers its plain component list to anyone; a single component only to those with a token. */
const PROTECTED = "/hsm/v2/State/Components/x0c0s0b0n0";
const BOOT_PARAMETERS = "/boot/v1/bootparameters";
/** A locally administered address that no real node has. */
const TRIAL = { macs: ["02:00:00:00:00:01"], kernel: "http://example.invalid/kernel", params: "verify=1" };

/** What must hold of an OpenCHAMI environment, asked through its gateway as a user would. */
export async function checkOpenChami(gateway: GatewayAddress, credentials: Credentials): Promise<Check[]> {
    const status = async (path: string, headers?: Record<string, string>, method?: string): Promise<number> =>
        (await ask(gateway, path, { headers, method })).status;
    const checks: Check[] = [
        compare("the gateway's certificate verifies against step-root-ca", 200, await status("/healthz")),
        compare("a token is refused to a caller without credentials", 401, await status("/token", {}, "POST")),
        compare("nor is one given for empty credentials", 401, await status("/token", { authorization: "" }, "POST")),
        compare("nor by a detour", false, (await status("/keys/../token", {}, "POST")) === 200),
        compare("hydra's admin API is not reachable", 404, await status("/admin/clients")),
        compare("smd refuses a caller without a token", 401, await status(PROTECTED)),
        compare("smd refuses a forged token", 401, await status(PROTECTED, { authorization: "Bearer e30.e30.e30" })),
    ];
    const authorization = `Bearer ${await accessToken(gateway, credentials)}`;
    const answer = await status(PROTECTED, { authorization });
    checks.push(
        compare("smd accepts a token from /token", true, [200, 204, 404].includes(answer)),
        ...(await bootParameters(gateway, authorization)),
    );
    return checks;
}

async function bootParameters(gateway: GatewayAddress, authorization: string): Promise<Check[]> {
    const body = JSON.stringify(TRIAL);
    const headers = { authorization };
    const refused = await ask(gateway, BOOT_PARAMETERS, { method: "POST", body });
    const written = await ask(gateway, BOOT_PARAMETERS, { method: "POST", body, headers });
    const read = await ask(gateway, `${BOOT_PARAMETERS}?mac=${TRIAL.macs[0]}`, { headers });
    const removed = await ask(gateway, BOOT_PARAMETERS, {
        method: "DELETE",
        body: JSON.stringify({ macs: TRIAL.macs }),
        headers,
    });
    const found =
        read.status === 200 && (JSON.parse(read.body) as (typeof TRIAL)[]).some((e) => e.params === TRIAL.params);
    return [
        compare("bss refuses boot parameters without a token", 401, refused.status),
        compare("bss takes boot parameters", 201, written.status),
        compare("bss gives them back", true, found),
        compare("bss forgets them again", 200, removed.status),
    ];
}
