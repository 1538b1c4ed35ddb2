using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>Makes the request of an input: what the input is, then what its row says, then what the command line says.</summary>
/// <param name="cmdlet">The cmdlet, to whose location paths are relative.</param>
/// <param name="given">What the command line says; null when it says nothing.</param>
/// <param name="columns">The parameters that a row can have as columns.</param>
/// <param name="ignored">Names or patterns of columns that are not meant for the cmdlet.</param>
internal sealed class RequestBuilder(PSCmdlet cmdlet, GivenParameters? given, string[] columns, string[] ignored)
{
    private RowReader? _rows;

    /// <param name="input">The input; null when there is none but the command line.</param>
    /// <exception cref="SeedanceException">The input, or a value for it, can't be used exactly as it is.</exception>
    public InputRequest Build(VideoInput? input)
    {
        var built = input is null ? new InputRequest(new SeedanceRequest()) : InputReader.IsRow(input) ? BuildRow(input.Source!) : new InputRequest(ReadDraft(input));
        if (given is not null)
        {
            built = Apply(built, given.For(input?.Source), hasImage: input is not null && IsImage(input, built.Request));
        }

        return built.Request.Prompt is null && CaptionFile.PromptFor(built.Request) is { } prompt ? built with { Request = built.Request with { Prompt = prompt } } : built;
    }

    private SeedanceRequest ReadDraft(VideoInput input) =>
        given is not null && InputReader.IsPrompt(input) && given.Contains(VideoParameter.Prompt) && !given.HasScriptBlock
            ? throw new UnsupportedInputException(ModuleMessages.UnusedText(Value.Describe(input.Source)), Recommendations.UseInputText)
            : InputReader.ReadDraft(input);

    private InputRequest BuildRow(object row)
    {
        InputReader.RequireComplete(row);
        var values = (_rows ??= new RowReader(columns, ignored)).Read(row);
        var path = FindPath(values);
        return Apply(new InputRequest(path is null ? new SeedanceRequest() : InputReader.ReadDraft(path)), values, hasImage: path is not null);
    }

    /// <summary>The file that a row names in a column of its own.</summary>
    private VideoInput? FindPath(IReadOnlyDictionary<string, object> values)
    {
        var names = new[] { VideoParameter.Path, VideoParameter.LiteralPath, VideoParameter.PSPath }.Where(values.ContainsKey).ToList();
        if (names.Count == 0)
        {
            return null;
        }

        var (name, value) = (names[0], values[names[0]]);
        var text = Value.Unwrap(value) is FileInfo file ? file.FullName : SettingValue.ToText(name, value).Trim();
        IReadOnlyList<string> files = name == VideoParameter.Path ? LocalFiles.Resolve(cmdlet, text) : [LocalFiles.ResolveLiteral(cmdlet, text)];
        return names.Count > 1 ? throw new InvalidRequestException([FaultText.SecondColumn(names[1], values[names[1]], name)])
            : files is [var only] ? new VideoInput(value, only)
            : throw new UnsupportedInputException(ModuleMessages.SeveralFiles(name, text, files.Count));
    }

    private InputRequest Apply(InputRequest built, IReadOnlyDictionary<string, object> values, bool hasImage)
    {
        var settings = VideoSettings.Read(cmdlet, values);
        return hasImage && built.Request.StartFrame is not null && settings.StartFrame is not null
            ? throw new UnsupportedInputException(ModuleMessages.SecondStartFrame(built.Request.StartFrame, settings.StartFrame), Recommendations.GiveOneStartFrame)
            : built with
            {
                Request = settings.ApplyTo(built.Request),
                Destination = values.TryGetValue(VideoParameter.Destination, out var destination) ? destination : built.Destination,
                JobName = values.TryGetValue(VideoParameter.JobName, out var jobName) ? SettingValue.ToText(VideoParameter.JobName, jobName) : built.JobName,
            };
    }

    /// <summary>Whether the input itself is the start frame, and not a draft that has one.</summary>
    private static bool IsImage(VideoInput input, SeedanceRequest request) =>
        request.StartFrame is not null && (input.File is not null || Value.Unwrap(input.Source) is SeedanceMedia);
}
