package dev.flatline.scenarios.file;

/**
 * Where a value was written: a place in a file, or an option of the command line.
 *
 * @param source the file or the option
 * @param line from 1; 0 for an option or a whole file
 * @param column from 1; 0 likewise
 */
record Origin(String source, int line, int column) {

    static Origin of(String source) {
        return new Origin(source, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
