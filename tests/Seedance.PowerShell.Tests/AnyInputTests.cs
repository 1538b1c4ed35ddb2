using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Seedance.PowerShell.Tests;

/// <summary>Whatever is in the pipeline: it is refused without any request, or every value that it carries is in the request that the server received.</summary>
public sealed class AnyInputTests
{
    // Few cases: each one is a pipeline and a request.
    private const int Cases = 150;

    private static readonly object?[] _anything =
    [
        null, "", " \t", "a fox", "fox.png", "*.png", "missing.png", "photo.bmp", "5", "1,2", "5.5", "abc", "maybe", 0, 5, 6L, 7.0, 7.5, 8m, true, 'x', -1, 4_294_967_296,
        new DateTime(2026, 1, 1), new Uri("https://example.com/fox.png"), Guid.Empty, new object?[] { null, "fox.png" }, new object[] { "fox.png", "owl.png" }, new byte[] { 1, 2, 3 },
        new Hashtable(), TimeSpan.FromSeconds(5),
    ];

    private static readonly (string Column, object[] Values)[] _columns =
    [
        ("Prompt", ["a fox", "black/white fox, v2.0", " a fox "]), ("PROMPT", ["a fox"]),
        ("Duration", ["5", " 6 ", 7, 8.0]), ("duration ", ["9"]), ("Seed", [7, "4294967295", -1]),
        ("Size", ["480p", "720P"]), ("Aspect Ratio", ["1:1", "9:16"]), ("Width", ["1112"]), ("Height", [834]),
        ("Audio", ["no", true]), ("NoAudio", ["TRUE", "0"]), ("Public", ["yes", "1", false]),
        ("Start Frame", ["fox.png"]), ("EndFrame", ["owl.png"]), ("ImageReference", ["fox.png; owl.png"]),
        ("Notes", ["take 2"]), ("ImageReferences", ["fox.png"]), ("Force", ["true"]), ("Wait", [true]), ("Mode", ["RESOLUTION_720"]),
    ];

    private static Gen<object?> Anything => Gen.Elements(_anything);

    /// <summary>A filled cell that is right four times in five.</summary>
    private static Gen<(string Column, object? Value)> Cell =>
        from column in Gen.Elements(_columns)
        from value in Gen.Frequency((4, Gen.Elements(column.Values).Select(value => (object?)value)), (1, Anything))
        select (column.Column, value);

    private static Gen<object?> Row =>
        from prompt in Gen.Frequency((4, Gen.Constant(("Prompt", (object?)"a fox"))), (1, Cell))
        from others in Cell.ListOf(3)
        let cells = others.Prepend(prompt)
        from isDictionary in Gen.Elements(true, false)
        select isDictionary ? ToDictionary(cells) : (object)ToObject(cells);

    [Fact]
    public async Task Is_refused_without_a_request_or_every_value_of_it_is_sent()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddImages("fox.png", "owl.png");

        // The account is asked for once.
        work.Run("New-SeedanceVideo 'first'").AssertNoError();
        var accepted = 0;
        Prop.ForAll(Gen.Frequency((1, Anything), (4, Row)).ToArbitrary(), input => accepted += Submit(work, input)).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

        // Both happen often, or nothing would be tested.
        Assert.InRange(accepted, Cases / 20, Cases - (Cases / 20));
    }

    /// <returns>How many inputs were accepted.</returns>
    private static int Submit(Workplace work, object? input)
    {
        var before = work.Server.Requests.Count;
        var result = work.Run(", $value | New-SeedanceVideo -WarningAction Ignore", ("value", input));
        var sent = work.Server.Requests.Skip(before).ToList();
        Assert.Null(result.Failure);
        if (result.Errors.Count > 0)
        {
            Assert.All(result.Errors, error => Assert.StartsWith("Seedance.", error.FullyQualifiedErrorId, StringComparison.Ordinal));
            Assert.All(result.Errors, error => Assert.DoesNotContain("InternalError", error.FullyQualifiedErrorId, StringComparison.Ordinal));
            Assert.Empty(sent);
            return 0;
        }

        foreach (var create in sent.Where(request => request.StartsWith("POST /api/rest/v2/generations")))
        {
            using var body = JsonDocument.Parse(create.Text);
            Assert.All(Cells(input).Where(cell => !IsEmpty(cell.Value)), cell => Assert.True(IsSent(cell, body.RootElement), $"{cell} is not in {create.Text}"));
        }

        Assert.NotEmpty(result.Output);
        return 1;
    }

    private static bool IsSent((string Column, object? Value) cell, JsonElement body)
    {
        var parameters = body.GetProperty("parameters");
        var text = cell.Value is bool boolean ? boolean.ToString() : Convert.ToString(cell.Value, CultureInfo.InvariantCulture)!;
        var isTrue = text.ToUpperInvariant() is "TRUE" or "YES" or "1";
        return cell.Column.Replace(" ", "").ToUpperInvariant() switch
        {
            "PROMPT" => parameters.GetProperty("prompt").GetString() == text,
            "DURATION" => parameters.GetProperty("duration").GetDecimal() == decimal.Parse(text, CultureInfo.InvariantCulture),
            "SEED" => parameters.GetProperty("seed").GetDecimal() == decimal.Parse(text, CultureInfo.InvariantCulture),
            "WIDTH" => parameters.GetProperty("width").GetDecimal() == decimal.Parse(text, CultureInfo.InvariantCulture),
            "HEIGHT" => parameters.GetProperty("height").GetDecimal() == decimal.Parse(text, CultureInfo.InvariantCulture),
            "SIZE" => parameters.GetProperty("width").GetInt32() * parameters.GetProperty("height").GetInt32() < 500_000 == text.StartsWith("480", StringComparison.Ordinal),
            "ASPECTRATIO" => parameters.GetProperty("width").GetInt32() <= parameters.GetProperty("height").GetInt32(),
            "MODE" => parameters.GetProperty("mode").GetString() == text,
            "AUDIO" => parameters.GetProperty("motion_has_audio").GetBoolean() == isTrue,
            "NOAUDIO" => parameters.GetProperty("motion_has_audio").GetBoolean() != isTrue,
            "PUBLIC" => body.GetProperty("public").GetBoolean() == isTrue,
            "STARTFRAME" => Count(parameters, "start_frame") == 1,
            "ENDFRAME" => Count(parameters, "end_frame") == 1,
            "IMAGEREFERENCE" => Count(parameters, "image_reference") == (cell.Value is object[] || text is "*.png" || text.Contains(';', StringComparison.Ordinal) ? 2 : 1),

            // A prompt or a file that is not a row.
            "" => parameters.GetProperty("prompt").GetString() == text || (text.EndsWith(".png", StringComparison.Ordinal) && Count(parameters, "start_frame") == 1),
            _ => false,
        };
    }

    private static int Count(JsonElement parameters, string guidance) => parameters.GetProperty("guidances").GetProperty(guidance).GetArrayLength();

    private static bool IsEmpty(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text)) || value is ICollection { Count: 0 };

    private static IEnumerable<(string Column, object? Value)> Cells(object? input) => input switch
    {
        IDictionary row => row.Keys.Cast<string>().Select(column => (column, row[column])),
        PSObject { BaseObject: PSCustomObject } row => row.Properties.Select(property => (property.Name, (object?)property.Value)),
        _ => [("", input)],
    };

    private static Hashtable ToDictionary(IEnumerable<(string Column, object? Value)> cells)
    {
        var row = new Hashtable();
        foreach (var (column, value) in cells)
        {
            row[column] = value;
        }

        return row;
    }

    private static PSObject ToObject(IEnumerable<(string Column, object? Value)> cells)
    {
        var row = new PSObject();
        foreach (var (column, value) in cells.DistinctBy(cell => cell.Column, StringComparer.OrdinalIgnoreCase))
        {
            row.Properties.Add(new PSNoteProperty(column, value));
        }

        return row;
    }
}
