// What holds for every answer of a reader.

/** Throws unless the place is in the text. */
export function assertPlace(at, length) {
  const { start, end } = at;
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= length))
    throw new Error(`a place outside the text: ${start} to ${end} of ${length}`);
}

export function assert(holds, message) {
  if (!holds) throw new Error(message);
}

/** The run, in which errors of these names are answers. */
export function refusing(names, run) {
  const pass = (error) => {
    if (!names.includes(error?.name)) throw error;
  };
  return (input) => {
    try {
      const answer = run(input);
      return answer instanceof Promise ? answer.catch(pass) : answer;
    } catch (error) {
      return pass(error);
    }
  };
}
