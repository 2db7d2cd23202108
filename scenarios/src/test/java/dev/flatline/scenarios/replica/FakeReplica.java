package dev.flatline.scenarios.replica;

import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaUse;
import dev.flatline.core.fault.ReplicaAction;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A server that writes down what is done to it, in order, and does none of it. */
final class FakeReplica implements Replica {

    private final int number;
    private final Consumer<String> lines;
    ReplicaUse use = new ReplicaUse(ReplicaUse.State.RUNNING, 0, 0, 0, 0, OptionalInt.empty());
    String fails = "";
    OptionalLong pid = OptionalLong.empty();
    CountDownLatch gate = new CountDownLatch(0);

    FakeReplica(int number, Consumer<String> lines) {
        this.number = number;
        this.lines = lines;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String name() {
        return "fake " + number;
    }

    @Override
    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved("server", number);
    }

    @Override
    public OptionalLong pid() {
        return pid;
    }

    @Override
    public Optional<String> refusal(ReplicaAction action) {
        return Optional.empty();
    }

    @Override
    public void begin(ReplicaAction action) throws ReplicaException {
        act("begin", action);
    }

    @Override
    public void end(ReplicaAction action) throws ReplicaException {
        act("end", action);
    }

    private void act(String what, ReplicaAction action) throws ReplicaException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (fails.equals(what)) {
            throw new ReplicaException(what + " of " + number + " failed");
        }
        lines.accept(what + " " + action.label() + " on " + number);
    }

    @Override
    public ReplicaUse use() throws ReplicaException {
        if (fails.equals("use")) {
            throw new ReplicaException("unseen");
        }
        return use;
    }
}
