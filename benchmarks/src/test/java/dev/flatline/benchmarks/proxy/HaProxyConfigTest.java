package dev.flatline.benchmarks.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class HaProxyConfigTest {

    @Test
    void passesBytesOnWithOneThreadAndNothingElse() {
        String config = HaProxyConfig.text(7001, 7002);

        assertEquals("""
                global
                    nbthread 1
                    maxconn 9900
                defaults
                    mode tcp
                    maxconn 9900
                    timeout connect 10s
                    timeout client 1h
                    timeout server 1h
                listen proxy
                    bind 127.0.0.1:7001 backlog 8192
                    balance roundrobin
                    server first 127.0.0.1:7002 source 127.0.0.1
                    server second 127.0.0.1:7002 source 127.0.0.2
                """, config);
    }
}
