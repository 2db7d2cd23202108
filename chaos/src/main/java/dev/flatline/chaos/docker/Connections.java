package dev.flatline.chaos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Link;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.rollback.Undo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The networks of a container: left and joined again with the addresses and aliases that it had. */
final class Connections {

    private final DockerClient client;
    private final String container;

    Connections(DockerClient client, String container) {
        this.client = client;
        this.container = container;
    }

    /** Leaves a network, or all that it is on. */
    void leave(Optional<String> network) throws ReplicaException {
        Map<String, ContainerNetwork> on = now();
        if (network.isPresent() && !on.containsKey(network.get())) {
            throw new ReplicaException(
                    "it is not on a network '" + network.get() + "'; accepted: " + String.join(", ", on.keySet()));
        }
        for (String name : network.map(List::of).orElse(List.copyOf(on.keySet()))) {
            disconnect(name);
        }
    }

    /** Joins the networks of an undo that it is not on, and sees that everything is as it was there. */
    void restore(Undo undo) throws ReplicaException {
        for (int i = 0; undo.facts().containsKey("network." + i + ".name"); i++) {
            String key = "network." + i + ".";
            String name = undo.fact(key + "name");
            if (!now().containsKey(name)) {
                join(name, undo, key);
            }
            verify(name, undo, key);
        }
        verifyPorts(undo);
    }

    /**
     * An address that was asked for is asked for again. One of the engine's choice is left to its choice, so that nothing but the
     * address is as before, and asked for only if the choice is another now.
     */
    private void join(String name, Undo undo, String key) {
        connect(name, undo, key, "fixed");
        if (hasMoved(name, undo, key) && undo.fact(key + "fixed4").isEmpty()) {
            disconnect(name);
            try {
                connect(name, undo, key, "ipv");
            } catch (DockerException refused) {
                // Only a network that was made with a subnet lets an address be asked for: any is better than none.
                connect(name, undo, key, "fixed");
            }
        }
    }

    private void connect(String name, Undo undo, String key, String address) {
        ContainerNetwork network = new ContainerNetwork();
        if (!undo.fact(key + "aliases").isEmpty()) {
            network.withAliases(List.of(undo.fact(key + "aliases").split(" ", -1)));
        }
        if (!undo.fact(key + "links").isEmpty()) {
            network.withLinks(Arrays.stream(undo.fact(key + "links").split(" ", -1))
                    .map(Link::parse)
                    .toList());
        }
        String ip4 = undo.fact(key + address + "4");
        String ip6 = undo.fact(key + address + "6");
        if (!ip4.isEmpty() || !ip6.isEmpty()) {
            ContainerNetwork.Ipam ipam = new ContainerNetwork.Ipam();
            network.withIpamConfig(ipam);
            if (!ip4.isEmpty()) {
                ipam.withIpv4Address(ip4);
            }
            if (!ip6.isEmpty()) {
                ipam.withIpv6Address(ip6);
            }
        }
        client.connectToNetworkCmd()
                .withContainerId(container)
                .withNetworkId(name)
                .withContainerNetwork(network)
                .exec();
    }

    private void disconnect(String name) {
        client.disconnectFromNetworkCmd()
                .withContainerId(container)
                .withNetworkId(name)
                .withForce(true)
                .exec();
    }

    /** Whether it has another address than it had; one that does not run has none. */
    private boolean hasMoved(String name, Undo undo, String key) {
        return !address(name).isEmpty()
                && !undo.fact(key + "ipv4").isEmpty()
                && !address(name).equals(undo.fact(key + "ipv4"));
    }

    private String address(String name) {
        ContainerNetwork network = now().get(name);
        return network == null || network.getIpAddress() == null ? "" : network.getIpAddress();
    }

    private void verify(String name, Undo undo, String key) throws ReplicaException {
        if (hasMoved(name, undo, key)) {
            throw new ReplicaException(undo.fact(ContainerUndo.NAME) + " is on " + name + " again, with the address "
                    + address(name) + " and not " + undo.fact(key + "ipv4")
                    + ": the network was made without a subnet, so that none can be asked for");
        }
    }

    private void verifyPorts(Undo undo) throws ReplicaException {
        InspectContainerResponse found = client.inspectContainerCmd(container).exec();
        String ports = ContainerState.ports(found);
        if (Boolean.TRUE.equals(found.getState().getRunning()) && !ports.equals(undo.fact("ports"))) {
            throw new ReplicaException(undo.fact(ContainerUndo.NAME) + " publishes "
                    + (ports.isEmpty() ? "no port" : ports) + " when it should be " + undo.fact("ports"));
        }
    }

    private Map<String, ContainerNetwork> now() {
        return client.inspectContainerCmd(container).exec().getNetworkSettings().getNetworks();
    }
}
