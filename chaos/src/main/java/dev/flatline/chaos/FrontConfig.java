package dev.flatline.chaos;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import org.jspecify.annotations.Nullable;

/** The options of a {@link FrontChannel}: those of any channel, and the one by which a close becomes an RST. */
final class FrontConfig extends DefaultChannelConfig {

    private int lingerSeconds = -1;

    FrontConfig(Channel channel) {
        super(channel);
    }

    /** Whether the close that comes is an RST. */
    boolean resets() {
        return lingerSeconds == 0;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getOption(ChannelOption<T> option) {
        return ChannelOption.SO_LINGER.equals(option) ? (T) (Integer) lingerSeconds : super.getOption(option);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        if (ChannelOption.SO_LINGER.equals(option)) {
            lingerSeconds = (Integer) value;
            return true;
        }
        return super.setOption(option, value);
    }
}
