package dev.flatline.chaos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ContainerNetwork;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.rollback.Undo;
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
            client.disconnectFromNetworkCmd()
                    .withContainerId(container)
                    .withNetworkId(name)
                    .withForce(true)
                    .exec();
        }
    }

    /** Joins the networks of an undo that it is not on. */
    void restore(Undo undo) throws ReplicaException {
        for (int i = 0; undo.facts().containsKey("network." + i + ".name"); i++) {
            String key = "network." + i + ".";
            String name = undo.fact(key + "name");
            if (!now().containsKey(name)) {
                join(name, undo, key);
            }
            verify(name, undo, key);
        }
    }

    private void join(String name, Undo undo, String key) {
        try {
            connect(name, undo, key, true);
        } catch (DockerException refused) {
            // Only a network that was made with a subnet lets an address be asked for; others give out the next one.
            if (!String.valueOf(refused.getMessage()).contains("user configured subnets")
                    && !String.valueOf(refused.getMessage()).contains("user specified IP")) {
                throw refused;
            }
            connect(name, undo, key, false);
        }
    }

    private void connect(String name, Undo undo, String key, boolean withAddress) {
        ContainerNetwork network = new ContainerNetwork();
        String aliases = undo.fact(key + "aliases");
        if (!aliases.isEmpty()) {
            network.withAliases(List.of(aliases.split(" ")));
        }
        if (withAddress) {
            ContainerNetwork.Ipam ipam = new ContainerNetwork.Ipam();
            if (!undo.fact(key + "ipv4").isEmpty()) {
                ipam.withIpv4Address(undo.fact(key + "ipv4"));
            }
            if (!undo.fact(key + "ipv6").isEmpty()) {
                ipam.withIpv6Address(undo.fact(key + "ipv6"));
            }
            network.withIpamConfig(ipam);
        }
        client.connectToNetworkCmd()
                .withContainerId(container)
                .withNetworkId(name)
                .withContainerNetwork(network)
                .exec();
    }

    private void verify(String name, Undo undo, String key) throws ReplicaException {
        ContainerNetwork network = now().get(name);
        String address = network == null || network.getIpAddress() == null ? "" : network.getIpAddress();
        // A container that does not run has no address.
        if (!address.isEmpty() && !undo.fact(key + "ipv4").isEmpty() && !address.equals(undo.fact(key + "ipv4"))) {
            throw new ReplicaException(undo.fact(ContainerUndo.NAME) + " is on " + name + " again, with the address "
                    + address + " and not " + undo.fact(key + "ipv4")
                    + ": the network was made without a subnet, so that none can be asked for");
        }
    }

    private Map<String, ContainerNetwork> now() {
        return client.inspectContainerCmd(container).exec().getNetworkSettings().getNetworks();
    }
}
