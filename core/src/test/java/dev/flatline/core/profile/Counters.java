package dev.flatline.core.profile;

/** The bookkeeping of real servers for one connection, as their source has it, to check the rules against. */
final class Counters {

    private Counters() {}

    /** What a server does at one tick of its timer. */
    enum Does {
        NOTHING,
        PINGS,
        CLOSES
    }

    /** One connection of a server that has a timer. */
    interface Counter {
        /** The client sent a message. */
        void message(long wholeSeconds);

        /** The server's timer fired. */
        Does tick(long wholeSeconds);
    }

    /** GatewayWorker 4.0.0, src/Gateway.php: ping() and onClientMessage(). */
    static final class GatewayWorker implements Counter {
        private final long limit;
        private final boolean sendsData;
        private int notResponded = -1;

        GatewayWorker(long limit, boolean sendsData) {
            this.limit = limit;
            this.sendsData = sendsData;
        }

        @Override
        public void message(long wholeSeconds) {
            notResponded = -1;
        }

        @Override
        public Does tick(long wholeSeconds) {
            if (limit > 0 && notResponded >= limit * 2) {
                return Does.CLOSES;
            }
            notResponded++;
            boolean skips = notResponded == 0 || (limit > 0 && notResponded % 2 == 1);
            return sendsData && !skips ? Does.PINGS : Does.NOTHING;
        }
    }

    /** The heartbeat recipe of the Workerman manual; the property is not there before the first message. */
    static final class Workerman implements Counter {
        private final long heartbeatTime;
        private long lastMessageTime = -1;

        Workerman(long heartbeatTime) {
            this.heartbeatTime = heartbeatTime;
        }

        @Override
        public void message(long wholeSeconds) {
            lastMessageTime = wholeSeconds;
        }

        @Override
        public Does tick(long wholeSeconds) {
            if (lastMessageTime < 0) {
                lastMessageTime = wholeSeconds;
                return Does.NOTHING;
            }
            return wholeSeconds - lastMessageTime > heartbeatTime ? Does.CLOSES : Does.NOTHING;
        }
    }

    /** uWebSockets 20 on uSockets: a timeout is a number of ticks of 4 s, counted down by the loop's sweep. */
    static final class UWebSockets implements Counter {
        private final int first;
        private final int margin;
        private boolean timedOut;
        private int ticks;

        UWebSockets(int idleTimeout, int margin) {
            this.first = idleTimeout - margin;
            this.margin = margin;
            set(first);
        }

        @Override
        public void message(long wholeSeconds) {
            timedOut = false;
            set(first);
        }

        @Override
        public Does tick(long wholeSeconds) {
            if (--ticks > 0) {
                return Does.NOTHING;
            }
            if (timedOut) {
                return Does.CLOSES;
            }
            timedOut = true;
            set(margin);
            return Does.PINGS;
        }

        private void set(int seconds) {
            ticks = (seconds + 3) / 4;
        }
    }

    /** Cowboy 2.18, cowboy_websocket: ten ticks of a tenth of the timeout, each connection for itself. */
    static final class Cowboy implements Counter {
        private int number;

        @Override
        public void message(long wholeSeconds) {
            number = 0;
        }

        @Override
        public Does tick(long wholeSeconds) {
            if (number == 10) {
                return Does.CLOSES;
            }
            number++;
            return Does.NOTHING;
        }
    }
}
