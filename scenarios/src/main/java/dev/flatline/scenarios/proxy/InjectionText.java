package dev.flatline.scenarios.proxy;

import dev.flatline.chaos.ledger.Injection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** An entry of the ledger as a line for people. */
final class InjectionText {

    private static final int DECIMALS = 3;

    private InjectionText() {}

    static String of(Injection injection) {
        StringBuilder text = new StringBuilder(injection.proxy());
        if (injection.connection() > 0) {
            text.append(" #").append(injection.connection());
        }
        if (injection.client() >= 0) {
            text.append(" (client ").append(injection.client()).append(')');
        }
        if (injection.identity() != null) {
            text.append(" (").append(injection.identity()).append(')');
        }
        text.append(": ").append(injection.toxic());
        if (!injection.toxic().startsWith(injection.type())) {
            text.append(" (").append(injection.type()).append(')');
        }
        text.append(' ').append(injection.action());
        if (injection.direction() != null) {
            text.append(' ').append(injection.direction().name().toLowerCase(Locale.ROOT));
        }
        if (!Double.isNaN(injection.requested())) {
            text.append(", asked ").append(number(injection.requested()));
        }
        if (!Double.isNaN(injection.achieved())) {
            text.append(", achieved ").append(number(injection.achieved()));
        }
        return text.toString();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
