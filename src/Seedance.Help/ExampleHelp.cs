namespace Seedance.Help;

/// <summary>An example: what is typed, and why.</summary>
/// <param name="Title">What it does, without a period.</param>
/// <param name="Code">Its lines.</param>
/// <param name="Remarks">Paragraphs that explain it.</param>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks);
