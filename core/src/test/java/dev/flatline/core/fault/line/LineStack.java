package dev.flatline.core.fault.line;

import dev.flatline.core.fault.DeliveryLine;
import dev.flatline.core.fault.Impairment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Delivery lines in series, in virtual time: each is fed by the one before it, at the instants that one gave. */
final class LineStack {

    private final List<DeliveryLine<Integer>> lines = new ArrayList<>();
    private final List<Long> delivered = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private int[] bytes = {};

    LineStack(long seed, LineModel... models) {
        SplittableRandom random = new SplittableRandom(seed);
        for (LineModel model : models) {
            DeliveryLine<Integer> line = new DeliveryLine<>(random.split());
            line.impair(model.line(), Long.MIN_VALUE);
            lines.add(line);
        }
    }

    /** Sends chunk i of {@code bytes[i]} at {@code sent[i]}; when each was delivered, in the order of delivery. */
    long[] run(long[] sent, int[] bytes) {
        this.bytes = bytes;
        int next = 0;
        while (next < sent.length || nextNanos() != Impairment.HELD) {
            long now = next < sent.length ? Math.min(sent[next], nextNanos()) : nextNanos();
            if (next < sent.length && sent[next] == now) {
                lines.get(0).offer(next, bytes[next], now);
                next++;
            }
            pass(now);
        }
        return delivered.stream().mapToLong(Long::longValue).toArray();
    }

    /** The numbers of the chunks, in the order in which they were delivered. */
    List<Integer> order() {
        return order;
    }

    private long nextNanos() {
        return lines.stream().mapToLong(DeliveryLine::nextNanos).min().orElseThrow();
    }

    private void pass(long now) {
        for (int i = 0; i < lines.size(); i++) {
            for (Integer chunk = lines.get(i).poll(now);
                    chunk != null;
                    chunk = lines.get(i).poll(now)) {
                if (i + 1 < lines.size()) {
                    lines.get(i + 1).offer(chunk, bytes[chunk], now);
                } else {
                    order.add(chunk);
                    delivered.add(now);
                }
            }
        }
    }
}
