package dev.flatline.chaos.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Link;
import com.github.dockerjava.api.model.Ports;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a container stands, as facts that another process can put it back from. */
final class ContainerState {

    private ContainerState() {}

    /** Whether it runs, and whether it is frozen. */
    static Map<String, String> running(InspectContainerResponse container) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "running",
                Boolean.toString(Boolean.TRUE.equals(container.getState().getRunning())));
        facts.put(
                "paused",
                Boolean.toString(Boolean.TRUE.equals(container.getState().getPaused())));
        return facts;
    }

    /** What it may use; an empty value is no limit. */
    static Map<String, String> limits(InspectContainerResponse container) {
        HostConfig config = container.getHostConfig();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("nanoCpus", limit(config.getNanoCPUs()));
        facts.put("cpuQuota", limit(config.getCpuQuota()));
        facts.put("cpuPeriod", limit(config.getCpuPeriod()));
        facts.put("memory", limit(config.getMemory()));
        facts.put("memorySwap", limit(config.getMemorySwap()));
        facts.put("pids", limit(config.getPidsLimit()));
        return facts;
    }

    private static String limit(@Nullable Long value) {
        return value == null || value <= 0 || value >= Limits.UNLIMITED_BYTES ? "" : value.toString();
    }

    /** The networks that it is on: by number, each with its name, addresses, aliases and links; and its ports. */
    static Map<String, String> networks(InspectContainerResponse container) {
        Map<String, String> facts = new LinkedHashMap<>();
        String shortId = container.getId().substring(0, 12);
        int number = 0;
        for (Map.Entry<String, ContainerNetwork> entry :
                container.getNetworkSettings().getNetworks().entrySet()) {
            ContainerNetwork network = entry.getValue();
            String key = "network." + number++ + ".";
            facts.put(key + "name", entry.getKey());
            facts.put(key + "ipv4", text(network.getIpAddress()));
            facts.put(key + "ipv6", text(network.getGlobalIPv6Address()));
            List<String> aliases = new ArrayList<>(network.getAliases() == null ? List.of() : network.getAliases());
            // The engine gives this one by itself.
            aliases.remove(shortId);
            facts.put(key + "aliases", String.join(" ", aliases));
            facts.put(key + "fixed4", fixed4(network));
            facts.put(key + "fixed6", fixed6(network));
            facts.put(
                    key + "links",
                    network.getLinks() == null
                            ? ""
                            : Arrays.stream(network.getLinks())
                                    .map(Link::toString)
                                    .collect(Collectors.joining(" ")));
        }
        facts.put("ports", ports(container));
        return facts;
    }

    /** The address that was asked for on a network; empty if it is one of the engine's choice. */
    static String fixed4(ContainerNetwork network) {
        return network.getIpamConfig() == null
                ? ""
                : text(network.getIpamConfig().getIpv4Address());
    }

    /** The same of IPv6. */
    static String fixed6(ContainerNetwork network) {
        return network.getIpamConfig() == null
                ? ""
                : text(network.getIpamConfig().getIpv6Address());
    }

    /** The ports that it publishes now, in an order of its own; empty while it does not run. */
    static String ports(InspectContainerResponse container) {
        Ports ports = container.getNetworkSettings().getPorts();
        if (ports == null) {
            return "";
        }
        return ports.getBindings().entrySet().stream()
                .flatMap(entry -> Arrays.stream(entry.getValue() == null ? new Ports.Binding[0] : entry.getValue())
                        .map(binding -> binding + "=" + entry.getKey()))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
