package dev.flatline.server;

import dev.flatline.server.admission.AddressCounts;
import dev.flatline.server.admission.Admission;
import dev.flatline.server.admission.RefusalReason;
import dev.flatline.server.options.AdmissionOptions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/**
 * On a listener: counts the sockets of each address from accept to close, and cuts off those of a flood with RST before
 * they are given a pipeline, a place on an event loop or any memory that lasts.
 */
final class Turnstile extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<Boolean> CROWDED = AttributeKey.valueOf(Turnstile.class, "crowded");

    private final Supplier<AdmissionOptions> limits;
    private final Admission admission;
    private final ServerCounters counters;

    /** Creates the handler; the limits are asked for at each accept. */
    Turnstile(Supplier<AdmissionOptions> limits, Admission admission, ServerCounters counters) {
        this.limits = limits;
        this.admission = admission;
        this.counters = counters;
    }

    /** Whether a socket was accepted beyond the limit of its address, and waits for its refusal only. */
    static boolean isCrowded(Channel accepted) {
        return accepted.hasAttr(CROWDED);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        if (passes((Channel) accepted)) {
            ctx.fireChannelRead(accepted);
        }
    }

    /** Whether a socket may go on; otherwise it is closed already. */
    boolean passes(Channel accepted) {
        AdmissionOptions now = limits.get();
        if (admission.handshaking() >= now.maxHandshaking()) {
            cut(accepted, RefusalReason.HANDSHAKE_FLOOD);
            return false;
        }
        return now.maxPerAddress() == AdmissionOptions.UNLIMITED || entersAddress(accepted, now.maxPerAddress());
    }

    private boolean entersAddress(Channel accepted, int max) {
        AddressCounts addresses = admission.addresses();
        if (!(accepted.remoteAddress() instanceof InetSocketAddress from)) {
            return true; // it was closed before it could be looked at
        }
        long key = AddressCounts.keyOf(from.getAddress());
        int rank = addresses.enter(key);
        if (rank > 2L * max) {
            addresses.leave(key);
            cut(accepted, RefusalReason.ADDRESS_FLOOD);
            return false;
        }
        if (rank > max) {
            accepted.attr(CROWDED).set(true);
        }
        ChannelFuture unused = accepted.closeFuture().addListener(closed -> addresses.leave(key));
        return true;
    }

    private void cut(Channel accepted, RefusalReason reason) {
        counters.refused(reason);
        accepted.config().setOption(ChannelOption.SO_LINGER, 0);
        accepted.unsafe().closeForcibly();
    }
}
