import type { Route } from "./routes";

/** Ports that the gateway listens on inside its container. */
export const PORTS = { http: 80, https: 443, health: 8404 } as const;

/** Path of the socket over which the sidecar hands in new certificates. */
export const SOCKET = "/run/haproxy/api.sock";

/** How much the gateway logs: one line a request (`debug`, `info`), or problems only. */
export type GatewayLogLevel = "debug" | "info" | "warning" | "err";

/**
 * Configuration of haproxy for a list of routes. TLS 1.3 only, no answer without a matching server name, and it
 * starts even while none of the services resolves.
 */
export function haproxyConfig(routes: readonly Route[], logLevel: GatewayLogLevel): string {
    const sorted = [...routes].sort((a, b) => (a.service < b.service ? -1 : 1));
    return `global
  log stdout format raw local0 ${logLevel}
  stats socket ${SOCKET} mode 660 level admin
  stats timeout 30s
  ssl-default-bind-options ssl-min-ver TLSv1.3 no-tls-tickets
  hard-stop-after 5s

defaults
  mode http
  log global
  option httplog
  option dontlognull
  option redispatch
  timeout client 10s
  timeout connect 5s
  timeout server 10s
  timeout http-request 10s
  default-server init-addr last,libc,none resolvers docker check inter 2s

resolvers docker
  nameserver dns 127.0.0.11:53
  hold valid 5s

frontend health
  bind 127.0.0.1:${PORTS.health}
  option dontlog-normal
  http-request return status 200 content-type text/plain string "ok" if { path /healthz }

frontend gateway
  bind :${PORTS.http}
  bind :${PORTS.https} ssl crt /etc/haproxy/certs/ strict-sni
  option forwardfor
  http-request return status 200 content-type text/plain string "ok" if { path /healthz }
  http-request redirect scheme https code 308 unless { ssl_fc }
${sorted.flatMap(denials).join("\n")}
${sorted.map(choice).join("\n")}
  default_backend none

backend none
  http-request return status 404 content-type text/plain string "no such route"

${sorted.map(backend).join("\n\n")}
`;
}

function denials({ credentialsRequiredAt = [] }: Route): string[] {
    return sortedList(credentialsRequiredAt).map(
        (prefix) =>
            `  http-request deny deny_status 401 if { path_beg -i ${prefix} } !{ req.hdr(authorization) -m found }`,
    );
}

function choice({ service, prefixes }: Route): string {
    return `  use_backend ${service} if { path_beg -i ${sortedList(prefixes).join(" ")} }`;
}

function backend({ service, port, stripPrefix }: Route): string {
    const rewrite = stripPrefix === undefined ? "" : `\n  http-request replace-path ^${stripPrefix}(/.*)? \\1`;
    return `backend ${service}${rewrite}\n  server ${service} ${service}:${port}`;
}

function sortedList(items: readonly string[]): string[] {
    return [...items].sort();
}
