/** The proxies of a process with everything around them: loops, ledger, control API, metrics. */
@NullMarked
package dev.flatline.chaos.service;

import org.jspecify.annotations.NullMarked;
