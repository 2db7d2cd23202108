package dev.flatline.core.profile;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Plain;

/** What the clients of the presets speak. */
final class Speech {

    static final Dialect ENGINE_IO_4 = Plain.DIALECT;
    static final Dialect ENGINE_IO_3 = Plain.DIALECT;
    static final Dialect PHOENIX = Plain.DIALECT;
    static final Dialect SIGNALR = Plain.DIALECT;
    static final Dialect CENTRIFUGE = Plain.DIALECT;
    static final Dialect ACTION_CABLE = Plain.DIALECT;

    private Speech() {}
}
