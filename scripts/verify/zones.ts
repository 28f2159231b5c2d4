import type { DockerClient } from "../stack/docker-client";
import { type Check, compare } from "./check";
import type { RunningService } from "./services";

/** Seconds that an attempt to connect may take. A connection takes microseconds, the shell for it a second when busy. */
const PATIENCE = 4;

/**
 * Measures who reaches whom: from inside the network of each service, every port of every other service is tried by
 * name, and where that must not work also by address. A name that does not resolve is told apart from a refusal.
 * @param probing A service whose image has bash and getent.
 */
export async function checkZones(
    stack: string,
    docker: DockerClient,
    services: readonly RunningService[],
    reachability: Readonly<Record<string, readonly string[]>>,
    probing: string,
): Promise<Check[]> {
    const prober = services.find(({ service }) => service === probing)?.image;
    if (prober === undefined) {
        const failure = `${probing}, whose image holds the probe, does not run`;
        return [{ statement: "zones can be measured", failure }];
    }
    const checks = await Promise.all(
        services.map(async (from) => {
            const others = services.filter((to) => to !== from && to.listens.length > 0);
            const measured = await probe(stack, docker, prober, from, others);
            return others.map((to) => {
                const declared = reachability[from.service]?.includes(to.service) ?? false;
                const expected = to.listens.map((port) => `${port} ${declared ? "open" : "closed"}`);
                return compare(
                    `${from.service} ${declared ? "reaches" : "cannot reach"} ${to.service}`,
                    expected,
                    to.listens.map((port) => {
                        const results = measured.filter((line) => line.to === to.service && line.port === port);
                        const open = results.filter(({ result }) => result === "open");
                        // Where it is declared the name must do; where it is not, nothing may.
                        const reached = declared ? open.some(({ host }) => host === to.service) : open.length > 0;
                        return `${port} ${reached ? "open" : "closed"}`;
                    }),
                );
            });
        }),
    );
    return checks.flat();
}

interface Probe {
    readonly to: string;
    readonly host: string;
    readonly port: number;
    readonly result: string;
}

async function probe(
    stack: string,
    docker: DockerClient,
    image: string,
    from: RunningService,
    others: readonly RunningService[],
): Promise<Probe[]> {
    const targets = others.flatMap((to) =>
        [to.service, ...to.addresses].flatMap((host) => to.listens.map((port) => `${to.service} ${host} ${port}`)),
    );
    const measured = await docker.run(
        ...["run", "--rm", "--network", `container:${from.container}`],
        ...["--label", `hpc-stacks.stack=${stack}`, "--label", "hpc-stacks.name=verify", "--memory", "64m"],
        ...["--user", "65534:65534", "--cap-drop", "ALL", "--entrypoint", "/bin/bash", image],
        ...["-c", PROBE, "probe", ...targets],
    );
    return measured
        .split("\n")
        .filter(Boolean)
        .map((line) => {
            const [to = "", host = "", port = "", result = ""] = line.split(" ");
            return { to, host, port: Number(port), result };
        });
}

const PROBE = `
for target; do
  {
    read -r to host port <<< "$target"
    if ! RES_OPTIONS="timeout:1 attempts:1" timeout ${PATIENCE * 2} getent hosts "$host" >/dev/null; then result=unresolved
    elif timeout ${PATIENCE} bash -c "exec 3<>/dev/tcp/$host/$port" 2>/dev/null; then result=open
    else result=closed; fi
    echo "$to $host $port $result"
  } &
done
wait
`;
