package dev.flatline.chaos.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.Ports;
import dev.flatline.core.fault.ReplicaAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why a fault cannot be done to a container: because it could not be put back exactly as it was. */
final class Refusals {

    private final Engine engine;
    private final InspectContainerResponse container;
    private final String name;

    Refusals(Engine engine, InspectContainerResponse container) {
        this.engine = engine;
        this.container = container;
        this.name = container.getName().replaceFirst("^/", "");
    }

    /** The reason in a line, with the remedy; empty if there is none. */
    Optional<String> of(ReplicaAction action) {
        // Too little memory ends it, too.
        boolean ends = OngoingFault.ends(action)
                || (action instanceof ReplicaAction.Squeeze squeeze
                        && squeeze.memoryBytes().isPresent());
        boolean leaves = action instanceof ReplicaAction.Disconnect;
        if (ends && Boolean.TRUE.equals(container.getHostConfig().getAutoRemove())) {
            return refused(
                    action,
                    "the engine removes it when it ends, so that it could not be started again; accepted:"
                            + " a container that was made without --rm");
        }
        if ((ends || leaves) && !isOurs() && hasRandomPort()) {
            return refused(
                    action,
                    "it publishes a port of the engine's choice, which would be another one afterwards;"
                            + " accepted: a fixed one, as with -p 127.0.0.1:8080:8080");
        }
        return leaves ? leaving((ReplicaAction.Disconnect) action) : Optional.empty();
    }

    private Optional<String> leaving(ReplicaAction.Disconnect action) {
        String mode = String.valueOf(container.getHostConfig().getNetworkMode());
        if (mode.equals("host") || mode.equals("none") || mode.startsWith("container:")) {
            return refused(
                    action, "its network is '" + mode + "', which it cannot leave; accepted: a container on a bridge");
        }
        Map<String, ContainerNetwork> on = container.getNetworkSettings().getNetworks();
        if (action.network().isPresent() && !on.containsKey(action.network().get())) {
            return refused(
                    action,
                    "it is not on a network '" + action.network().get() + "'; accepted: "
                            + String.join(", ", on.keySet()));
        }
        for (Map.Entry<String, ContainerNetwork> entry : on.entrySet()) {
            boolean left = action.network().map(entry.getKey()::equals).orElse(true);
            if (left && !comesBack(entry.getValue())) {
                return refused(
                        action,
                        "its address on " + entry.getKey() + ", "
                                + entry.getValue().getIpAddress()
                                + ", is one of the engine's choice, and it would be given another; accepted: a fixed one, as with"
                                + " --ip on a network that was made with --subnet");
            }
        }
        return Optional.empty();
    }

    /**
     * Whether it is given the same address again. One that was asked for is, and one that can be: on a network that was made with
     * a subnet, which shows for certain only where that was made without a gateway. Else the engine gives the lowest that is free.
     */
    private boolean comesBack(ContainerNetwork on) {
        // Ours were given one each; not every engine shows that it was asked for.
        if (isOurs() || !ContainerState.fixed4(on).isEmpty() || !isIp4(on.getIpAddress())) {
            return true;
        }
        Network network = engine.commands()
                .inspectNetworkCmd()
                .withNetworkId(on.getNetworkID())
                .exec();
        if (network.getIpam().getConfig().stream().anyMatch(config -> config.getGateway() == null)) {
            return true;
        }
        List<Long> taken = new ArrayList<>();
        for (Network.ContainerNetworkConfig other : network.getContainers().values()) {
            String address = String.valueOf(other.getIpv4Address()).replaceFirst("/.*", "");
            if (isIp4(address)) {
                taken.add(number(address));
            }
        }
        long own = number(on.getIpAddress());
        Integer prefix = on.getIpPrefixLen();
        long hosts = 1L << (32 - (prefix == null ? 24 : prefix));
        long first = own / hosts * hosts + 1;
        if (isIp4(on.getGateway())) {
            taken.add(number(on.getGateway()));
        }
        for (long address = first; address < own; address++) {
            if (!taken.contains(address)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOurs() {
        Map<String, String> labels = container.getConfig().getLabels();
        return labels != null && labels.containsKey(ContainerHealer.LABEL);
    }

    private boolean hasRandomPort() {
        HostConfig config = container.getHostConfig();
        if (Boolean.TRUE.equals(config.getPublishAllPorts())) {
            return true;
        }
        Ports ports = config.getPortBindings();
        if (ports == null) {
            return false;
        }
        for (Ports.Binding[] bindings : ports.getBindings().values()) {
            for (Ports.Binding binding : bindings == null ? new Ports.Binding[0] : bindings) {
                String port = binding.getHostPortSpec();
                if (port == null || port.isEmpty() || port.equals("0")) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<String> refused(ReplicaAction action, String why) {
        return Optional.of(action.label() + " of " + name + ": " + why);
    }

    private static boolean isIp4(String text) {
        return text != null && text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number * 256 + Integer.parseInt(part);
        }
        return number;
    }
}
