package dev.flatline.core.measure;

/**
 * Which clients a log that had to be thinned out still tells about: a function of their numbers, nested from step to step. Whoever
 * is among one in eight is among one in four.
 */
public final class KeptClients {

    private KeptClients() {}

    /**
     * Whether a client is among them: by the upper bits of its number, well mixed (SplitMix64's last step).
     *
     * @param oneOf of how many clients one is kept: a power of two
     */
    public static boolean keeps(int client, long oneOf) {
        if (oneOf == 1) {
            return true;
        }
        long mixed = client * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return mixed >>> (Long.SIZE - Long.numberOfTrailingZeros(oneOf)) == 0;
    }
}
