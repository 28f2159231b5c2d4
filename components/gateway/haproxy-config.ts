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
  retries 1
  # No checks: the engine knows who is healthy, and a service counts as there as soon as its name resolves.
  default-server init-addr last,libc,none resolvers docker

resolvers docker
  nameserver dns 127.0.0.11:53
  # A service that was replaced has another address, one that was removed has none.
  hold valid 1s
  hold nx 2s

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
  # A service may take /keys/../token for /token, and the gateway would not see it.
  http-request deny deny_status 400 if { path,url_dec -m reg (^|/)[.][.]?(/|$) }
  acl has-credentials req.fhdr(authorization),length gt 0
${sorted.flatMap(denials).join("\n")}
${choices(routes).join("\n")}
  default_backend none

backend none
  http-request return status 404 content-type text/plain string "no such route"

${sorted.map(backend).join("\n\n")}
`;
}

function denials({ credentialsRequiredAt = [] }: Route): string[] {
    return [...credentialsRequiredAt]
        .sort()
        .map((prefix) => `  http-request deny deny_status 401 if ${at(prefix, " !has-credentials")}`);
}

/** The longest prefix comes first, so that a service may answer for a part of another's paths. */
function choices(routes: readonly Route[]): string[] {
    return routes
        .flatMap(({ service, prefixes }) => prefixes.map((prefix) => ({ service, prefix })))
        .sort((a, b) => b.prefix.length - a.prefix.length || (a.prefix < b.prefix ? -1 : 1))
        .map(({ service, prefix }) => `  use_backend ${service} if ${at(prefix)}`);
}

/** Condition that a path is a prefix or goes on from it with a slash, and a further condition. */
function at(prefix: string, further = ""): string {
    const path = prefix.replace(/\/$/, "");
    return `{ path -i ${path} }${further} || { path_beg -i ${path}/ }${further}`;
}

function backend({ service, port, stripPrefix }: Route): string {
    const rewrite = stripPrefix === undefined ? "" : `\n  http-request replace-path ^${stripPrefix}/?(.*) /\\1`;
    return `backend ${service}${rewrite}\n  server ${service} ${service}:${port}`;
}
