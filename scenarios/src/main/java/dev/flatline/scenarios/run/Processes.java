package dev.flatline.scenarios.run;

/**
 * Into how many processes a run is cut.
 *
 * @param fleet how many share the clients, from 1
 * @param server how many share the port of the server of ours; 0 leaves it to the process of the clients, if there is one of it
 */
public record Processes(int fleet, int server) {

    /** Everything in one. */
    public static final Processes ONE = new Processes(1, 0);

    /** Whether it is more than this one. */
    public boolean several() {
        return fleet > 1 || server > 0;
    }
}
