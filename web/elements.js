// What the program asks of many elements at once. Every call from WebAssembly into the page
// takes microseconds and leaves something to be collected; hundreds of them at a key
// press would be felt, so that each of these is one.
(() => {
  "use strict";

  // Numbers go back as bytes in here, which the program copies: left, top, right and
  // bottom of each box.
  let numbers = new Float64Array(4 * 256);
  // No attribute and no style holds it.
  const separator = "\0";

  function put(at, box) {
    if (numbers.length < 4 * (at + 1)) {
      const larger = new Float64Array(2 * numbers.length);
      larger.set(numbers);
      numbers = larger;
    }
    numbers.set([box.left, box.top, box.right, box.bottom], 4 * at);
  }

  // The first of elements that stand one below the other which reaches below a height.
  function below(found, height) {
    let from = 0;
    let to = found.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (found[middle].getBoundingClientRect().bottom > height) to = middle;
      else from = middle + 1;
    }
    return from;
  }

  window.gainsayElements = Object.freeze({
    bytes: () => new Uint8Array(numbers.buffer),

    // The box of one element; false where there is none.
    box(css) {
      const found = document.querySelector(css);
      if (found) put(0, found.getBoundingClientRect());
      return found !== null;
    },

    // The boxes of the elements that reach into a band of the window, with an attribute, and
    // which is the first. In a band without ends are all, wherever they stand.
    boxes(css, attribute, top, bottom) {
      const found = document.querySelectorAll(css);
      const first = below(found, top);
      const values = [];
      for (let i = first; i < found.length; i++) {
        const box = found[i].getBoundingClientRect();
        if (box.top >= bottom) break;
        put(values.length, box);
        values.push(found[i].getAttribute(attribute) ?? "");
      }
      return { first, number: values.length, values: values.join(separator) };
    },

    firstBelow: (css, height) => below(document.querySelectorAll(css), height),

    // One value of a property for each element, in order; what is there already stays.
    style(css, property, values) {
      const wanted = values.split(separator);
      document.querySelectorAll(css).forEach(({ style }, i) => {
        if (i < wanted.length && style.getPropertyValue(property) !== wanted[i]) style.setProperty(property, wanted[i]);
      });
    },

    // Gives an attribute without a value to elements from the given one on, or takes it
    // away: "1" or "0" for each.
    flag(css, attribute, first, flags) {
      const found = document.querySelectorAll(css);
      for (let i = 0; i < flags.length && first + i < found.length; i++) {
        found[first + i].toggleAttribute(attribute, flags[i] === "1");
      }
    },
  });
})();
