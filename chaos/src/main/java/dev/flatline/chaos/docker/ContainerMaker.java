package dev.flatline.chaos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.flatline.chaos.replica.Environments;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.Surroundings;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.rollback.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the containers of a run on a network of their own. The network has a subnet, because an engine gives a container its address
 * back only on one that has; every container has a fixed address there.
 */
final class ContainerMaker {

    private static final int SUBNETS = 256;
    private static final int FIRST_HOST = 10;

    private final Engine engine;
    private final ReplicaPlan plan;
    private final ReplicaPlan.Image image;
    private final Surroundings surroundings;
    private final Map<String, String> environment;

    ContainerMaker(Engine engine, ReplicaPlan plan, Surroundings surroundings, Map<String, String> environment) {
        this.engine = engine;
        this.plan = plan;
        this.image = (ReplicaPlan.Image) plan.source();
        this.surroundings = surroundings;
        this.environment = environment;
    }

    /** Makes and starts them. */
    List<InspectContainerResponse> make() throws ReplicaException {
        engine.needImage(image.image());
        List<String> env = new ArrayList<>();
        Environments.filled(image.env(), environment).forEach((name, value) -> env.add(name + "=" + value));
        String network = "flatline-" + surroundings.run();
        write(ContainerUndo.removeNetwork(engine.address(), network, surroundings.run()));
        String subnet = network(network);
        boolean near = Place.isOn(engine.call(
                "see network " + network,
                () -> engine.commands()
                        .inspectNetworkCmd()
                        .withNetworkId(network)
                        .exec()));
        List<InspectContainerResponse> made = new ArrayList<>();
        for (int number = 1; number <= plan.replicas(); number++) {
            String name = network + "-" + number;
            String address = subnet + "." + (FIRST_HOST + number);
            write(ContainerUndo.remove(engine.address(), name, surroundings.run()));
            int which = number;
            made.add(engine.call("start container " + name, () -> start(name, network, which, address, env, near)));
        }
        return made;
    }

    private void write(Undo undo) throws ReplicaException {
        try {
            surroundings.rollback().before(undo);
        } catch (RollbackException e) {
            throw new ReplicaException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Makes the network on the first subnet that is free, from one that the run's name chooses; returns its first three octets. */
    private String network(String name) throws ReplicaException {
        int from = Math.floorMod(surroundings.run().hashCode(), SUBNETS);
        for (int i = 0; i < SUBNETS; i++) {
            String subnet = "10.213." + (from + i) % SUBNETS;
            Network.Ipam ipam = new Network.Ipam()
                    .withConfig(new Network.Ipam.Config()
                            .withSubnet(subnet + ".0/24")
                            .withGateway(subnet + ".1"));
            try {
                engine.commands()
                        .createNetworkCmd()
                        .withName(name)
                        .withDriver("bridge")
                        .withLabels(Map.of(ContainerHealer.LABEL, surroundings.run()))
                        .withIpam(ipam)
                        .exec();
                return subnet;
            } catch (DockerException refused) {
                if (!String.valueOf(refused.getMessage()).contains("overlap")) {
                    throw EngineFailure.of(engine.address(), "make network " + name, refused);
                }
            } catch (RuntimeException e) {
                throw EngineFailure.of(engine.address(), "make network " + name, e);
            }
        }
        throw new ReplicaException("no free subnet of 10.213.0.0/16 for network " + name
                + "; remove networks that nobody needs: docker network ls");
    }

    private InspectContainerResponse start(
            String name, String network, int number, String address, List<String> env, boolean near) {
        DockerClient client = engine.commands();
        HostConfig config = HostConfig.newHostConfig().withNetworkMode(network);
        image.limits().cpus().ifPresent(cpus -> config.withNanoCPUs(Math.round(cpus * 1e9)));
        image.limits().memoryBytes().ifPresent(bytes -> config.withMemory(bytes).withMemorySwap(bytes));
        image.limits().pids().ifPresent(pids -> config.withPidsLimit((long) pids));
        ExposedPort port = ExposedPort.tcp(plan.port());
        if (!near) {
            config.withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port));
        }
        CreateContainerCmd create = client.createContainerCmd(image.image())
                .withName(name)
                .withLabels(Map.of(ContainerHealer.LABEL, surroundings.run()))
                .withEnv(env)
                .withExposedPorts(port)
                .withHostConfig(config)
                .withIpv4Address(address)
                .withAliases("server-" + number);
        if (!image.command().isEmpty()) {
            create.withCmd(image.command());
        }
        String id = create.exec().getId();
        client.startContainerCmd(id).exec();
        return client.inspectContainerCmd(id).exec();
    }
}
