package dev.flatline.scenarios.doctor;

import java.util.OptionalLong;

/** Something of a machine that bounds how many clients a run can have. */
interface Limit {

    /** What it is, as the table of the doctor names it. */
    String title();

    /** How many clients fit; empty if that is not known, or it limits nothing. */
    OptionalLong clients(Machine machine, Setup setup);

    /** Why so many do not fit: a sentence with what they need and what there is. */
    String shortage(long clients, Machine machine, Setup setup);

    /** The command that makes room for so many. */
    String remedy(long clients, Machine machine, Setup setup);
}
