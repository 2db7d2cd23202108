package dev.flatline.chaos.toxic.silence;

import java.util.List;

/**
 * How a middlebox of the real world forgets connections that are idle. What its makers document is here; what they do not
 * say is our choice: both directions refresh, and control frames count, as middleboxes look at packets and proxies at bytes.
 *
 * @param name in configurations
 * @param idleMillis how long a connection may be idle
 * @param onExpiry what becomes of it, as {@link IdleEvictToxic} names it
 * @param refresh whose bytes keep a connection alive: both, upstream or downstream
 * @param control whether WebSocket control frames do so, too
 * @param source where the figures are from
 */
public record IdlePreset(
        String name, long idleMillis, String onExpiry, String refresh, boolean control, String source) {

    private static final long SECOND = 1000;

    private static final List<IdlePreset> ALL = List.of(
            new IdlePreset("aws-nlb", 350 * SECOND, "rst_next", "AWS, update idle timeout of NLB: TCP 60 to 6000 s"),
            new IdlePreset("aws-alb", 60 * SECOND, "fin", "AWS, ALB attributes"),
            new IdlePreset("aws-classic", 60 * SECOND, "fin", "AWS, Classic Load Balancer idle timeout: 1 to 3600 s"),
            new IdlePreset("aws-nat-gateway", 350 * SECOND, "rst_next", "AWS, NAT gateway troubleshooting"),
            new IdlePreset("aws-vpc-endpoint", 350 * SECOND, "silent", "AWS networking blog, idle timeouts"),
            new IdlePreset("aws-network-firewall", 350 * SECOND, "silent", "AWS, API FlowTimeouts: 60 to 6000 s"),
            new IdlePreset("aws-ec2-nitro", 350 * SECOND, "silent", "AWS, connection tracking on Nitro v6"),
            new IdlePreset(
                    "aws-apigw-ws", 600 * SECOND, "fin", "AWS, API Gateway WebSocket quotas; max_lifetime has its 2 h"),
            new IdlePreset("cloudfront", 600 * SECOND, "fin", "AWS re:Post"),
            new IdlePreset("azure-lb", 240 * SECOND, "silent", "Microsoft, load balancer TCP reset: 4 to 100 min"),
            new IdlePreset("azure-lb-reset", 240 * SECOND, "rst", "Microsoft, the same with TCP reset on idle"),
            new IdlePreset("aks-outbound", 1800 * SECOND, "silent", "AKS issue 1564"),
            new IdlePreset("gcp-vpc", 600 * SECOND, "silent", "Google, Compute connection tracking"),
            new IdlePreset("gcp-cloud-nat", 1200 * SECOND, "silent", "Google, Cloud NAT established timeout"),
            new IdlePreset(
                    "nginx",
                    60 * SECOND,
                    "fin",
                    "downstream",
                    true,
                    "nginx, proxy_read_timeout: data from the upstream, pings count"),
            new IdlePreset("cloudflare", 400 * SECOND, "fin", "Cloudflare, connection limits, client idle"),
            new IdlePreset("heroku", 55 * SECOND, "fin", "Heroku, H15: rolling window"),
            new IdlePreset("envoy", 3600 * SECOND, "fin", "Envoy FAQ, connection idle timeout"),
            new IdlePreset("fortiadc", 3600 * SECOND, "silent", "vendor documentation"),
            new IdlePreset("ibm-vpc-gateway", 240 * SECOND, "silent", "vendor documentation"),
            new IdlePreset("twilio-super-sim", 21_600 * SECOND, "silent", "vendor documentation, TCP"),
            new IdlePreset("mobile-carrier", 600 * SECOND, "silent", "one carrier's NAT, as measured in mtg issue 550"),
            new IdlePreset(
                    "linux-conntrack", 432_000 * SECOND, "silent", "Linux, nf_conntrack_tcp_timeout_established"),
            new IdlePreset("rfc5382", 7440 * SECOND, "silent", "RFC 5382, REQ-5: not less than 2 h 4 min"));

    /** One that says nothing of what keeps a connection alive. */
    private IdlePreset(String name, long idleMillis, String onExpiry, String source) {
        this(name, idleMillis, onExpiry, "both", true, source);
    }

    /** All of them. */
    public static List<IdlePreset> all() {
        return ALL;
    }

    /**
     * The preset of a name.
     *
     * @throws IllegalArgumentException listing the names there are
     */
    public static IdlePreset named(String name) {
        return ALL.stream()
                .filter(preset -> preset.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("preset: " + name + ", accepted is one of "
                        + String.join(", ", ALL.stream().map(IdlePreset::name).toList())));
    }
}
