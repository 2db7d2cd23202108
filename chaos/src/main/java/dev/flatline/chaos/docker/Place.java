package dev.flatline.chaos.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.Ports;
import dev.flatline.chaos.replica.ReplicaException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * Where a container is reached: at its own address if this machine is on one of its networks, else at a port that is published on
 * this machine.
 */
final class Place {

    private final Engine engine;
    private final String container;
    private final int port;
    private volatile InetSocketAddress now;
    private volatile boolean published;

    /** Finds it. */
    Place(Engine engine, String container, int port) throws ReplicaException {
        this.engine = engine;
        this.container = container;
        this.port = port;
        this.now = InetSocketAddress.createUnresolved("unknown", port);
        find();
    }

    InetSocketAddress now() {
        return now;
    }

    boolean isPublished() {
        return published;
    }

    /** Finds it again: a container may have come back elsewhere. */
    void find() throws ReplicaException {
        InspectContainerResponse found = engine.call(
                "see container " + container,
                () -> engine.commands().inspectContainerCmd(container).exec());
        for (Map.Entry<String, ContainerNetwork> entry :
                found.getNetworkSettings().getNetworks().entrySet()) {
            String address = entry.getValue().getIpAddress();
            if (address != null && !address.isEmpty() && isOurs(entry.getValue().getGateway())) {
                now = new InetSocketAddress(literal(address), port);
                published = false;
                return;
            }
        }
        if (!Boolean.TRUE.equals(found.getState().getRunning())) {
            // It has no address now: whoever waits for it hears of its end.
            return;
        }
        Ports ports = found.getNetworkSettings().getPorts();
        Ports.Binding[] bindings = ports == null ? null : ports.getBindings().get(ExposedPort.tcp(port));
        if (bindings == null || bindings.length == 0 || bindings[0] == null) {
            throw new ReplicaException(
                    "container " + found.getName().replaceFirst("^/", "") + " cannot be reached on port " + port
                            + ": this machine is on none of its networks, and it publishes no such port");
        }
        now = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(bindings[0].getHostPortSpec()));
        published = true;
    }

    /**
     * Whether an address is one of this machine: the gateway of a bridge, and then its containers are a hop away. A connection that
     * can be opened proves nothing, because some gateways accept for anybody.
     */
    static boolean isOurs(String gateway) throws ReplicaException {
        if (gateway == null || gateway.isEmpty()) {
            return false;
        }
        try {
            return NetworkInterface.getByInetAddress(literal(gateway)) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    /** Whether this machine is on a network. */
    static boolean isOn(Network network) throws ReplicaException {
        for (Network.Ipam.Config config : network.getIpam().getConfig()) {
            if (isOurs(config.getGateway())) {
                return true;
            }
        }
        return false;
    }

    private static InetAddress literal(String address) throws ReplicaException {
        if (!address.matches("[0-9a-fA-F.:]+")) {
            throw new ReplicaException("the engine gives '" + address + "' for an address");
        }
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new ReplicaException("the engine gives '" + address + "' for an address", e);
        }
    }
}
