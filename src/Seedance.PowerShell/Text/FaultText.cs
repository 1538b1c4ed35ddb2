using Seedance.Requests;

namespace Seedance.PowerShell.Text;

/// <summary>Puts the problems of a request into words: the parameter, the value, what is allowed and how to fix it.</summary>
internal static class FaultText
{
    private const string UploadFirst = "Give a local file; it is uploaded.";
    private const string PickSize = "Use -Size 720p or 480p with -AspectRatio, or -Width and -Height in pixels.";
    private const string LeaveModeOut = "Leave out -Mode.";

    /// <summary>The fault of a problem.</summary>
    public static RequestFault Describe(RequestProblem problem, VideoModel model)
    {
        var parameter = ParameterNames.Of(problem.Field);
        var (message, allowed, suggestion) = Words(problem, parameter, model);
        return new RequestFault
        {
            Parameter = parameter,
            Value = problem.Value,
            IsWarning = problem.IsWarning,
            Message = message,
            Allowed = allowed,
            Suggestion = suggestion,
        };
    }

    /// <summary>The fault of a value that a parameter does not accept.</summary>
    public static RequestFault NotAllowed(string parameter, object? value, string allowed, string? suggestion = null) => new()
    {
        Parameter = parameter,
        Value = value,
        Message = IsNotAllowed(parameter, value),
        Allowed = allowed,
        Suggestion = suggestion ?? $"Use one of the allowed values for -{parameter}.",
    };

    /// <summary>The fault of a parameter that has no value: null or empty text.</summary>
    public static RequestFault NoValue(string parameter, object? value) => new()
    {
        Parameter = parameter,
        Value = value,
        Message = value is null ? $"-{parameter} is $null." : $"-{parameter} is empty.",
        Allowed = string.Empty,
        Suggestion = Recommendations.CheckVariable,
    };

    /// <summary>The fault of a column that is filled and is not a parameter.</summary>
    public static RequestFault UnknownColumn(string name, object? value, IReadOnlyList<string> columns) => new()
    {
        Parameter = name,
        Value = value,
        Message = $"The column '{name.Trim()}' is not a parameter.",
        Allowed = AllowedWords(columns),
        Suggestion = $"Rename the column, or leave it out: -IgnoreProperty '{name.Trim().Replace("'", "''")}'",
    };

    /// <summary>The fault of a second filled column for one parameter.</summary>
    public static RequestFault SecondColumn(string name, object? value, string parameter) => new()
    {
        Parameter = parameter,
        Value = value,
        Message = $"The column '{name}' is a second column for -{parameter}.",
        Allowed = string.Empty,
        Suggestion = "Fill only one of the two columns.",
    };

    /// <summary>The fault of a column whose value can't be read.</summary>
    public static RequestFault UnreadableColumn(string name, Exception cause) => new()
    {
        Parameter = name,
        Message = $"The column '{name}' can't be read: {cause.Message}",
        Allowed = string.Empty,
        Suggestion = "Fix the property, or give its value: Select-Object",
    };

    /// <summary>The fault of a size that lacks the half which the draft's own size does not show.</summary>
    public static RequestFault SizeOfUncommonDraft(string missing, SeedanceRequest draft) => new()
    {
        Parameter = missing,
        Message = FormattableString.Invariant($"The draft's size, {draft.Width} x {draft.Height}, is in no tier, so -{missing} is needed too."),
        Allowed = string.Empty,
        Suggestion = PickSize,
    };

    /// <summary>The fault of a parameter that says what happens under a job name, without one.</summary>
    public static RequestFault RequiresJobName(string parameter) => new()
    {
        Parameter = parameter,
        Message = $"-{parameter} requires -JobName: without a name every input is submitted and paid for.",
        Allowed = string.Empty,
        Suggestion = $"Give the -JobName of the earlier run, or leave out -{parameter}.",
    };

    /// <summary>The whole numbers that a parameter allows.</summary>
    public static string AllowedNumbers(string parameter, VideoModel model) => parameter switch
    {
        nameof(RequestField.Duration) => $"Allowed: {model.Duration} {UnitOf(RequestField.Duration)}.",
        nameof(RequestField.Seed) => $"Allowed: {model.Seed} {UnitOf(RequestField.Seed)}.",
        _ => "Allowed: whole pixels, 1 or more.",
    };

    /// <summary>Allowed words, in the order of the model's table.</summary>
    public static string AllowedWords(IEnumerable<string> words) => $"Allowed: {string.Join(", ", words)}.";

    private static (string Message, string Allowed, string Suggestion) Words(RequestProblem problem, string parameter, VideoModel model) => problem.Kind switch
    {
        ProblemKind.UnknownModel => ($"-Model {Inputs.Value.Describe(problem.Value)} is not in the model table.", AllowedWords(VideoModels.All.Select(known => known.Id)), "See what each model accepts: Get-SeedanceModel. To send a model that this version does not know: -AllowUnknownModel, which checks only what all models share."),
        ProblemKind.NotOfModel => ($"-{parameter} {problem.Value} is given, and {model.Id} has no such setting.", string.Empty, $"Leave out -{parameter}, or use another model: -Model seedance-2.0"),
        ProblemKind.NotUploaded => ($"-{parameter} {problem.Media} is not an uploaded file.", $"Allowed by {model.Id}: a local file, or the ID of an upload.", UploadFirst),
        ProblemKind.PromptEmpty => ("-Prompt is empty.", AllowedLength(problem), "Say what the video shows: -Prompt 'A fox runs through snow'"),
        ProblemKind.PromptTooLong => ($"-Prompt has {Length(problem)} characters.", AllowedLength(problem), $"Remove {Length(problem) - problem.Range!.Value.Max} characters."),
        ProblemKind.PromptInvalidText => ("-Prompt contains half of a surrogate pair, which is not a character.", AllowedLength(problem), "Type the prompt again. It was probably cut off inside a character."),
        ProblemKind.OutOfRange => (IsNotAllowed(parameter, problem.Value), $"Allowed: {problem.Range} {UnitOf(problem.Field)}.", $"Use a value of {problem.Range} for -{parameter}.{OtherModel(problem)}"),
        ProblemKind.InvalidSize => (IsNotAllowed(parameter, problem.Value), "Allowed: whole pixels, 1 or more.", PickSize),
        ProblemKind.UncommonSize => ($"{((string)problem.Value!).Replace("x", " x ")} is not a size that the service's web application offers. The service may reject it.", Offered(model), PickSize),
        ProblemKind.UnknownMode => (IsNotAllowed(parameter, problem.Value), AllowedWords(model.Modes!.Keys), LeaveModeOut),
        ProblemKind.ModeConflictsWithSize => ($"-Mode {problem.Value} does not agree with the size.", "Allowed: the mode of the same tier as the size, or none.", LeaveModeOut),
        ProblemKind.ModeDeprecated => ("-Mode is deprecated. Width and height determine the mode.", string.Empty, LeaveModeOut),
        ProblemKind.TooManyItems => ($"-{parameter} has {problem.Value} items.", $"Allowed: at most {problem.Max}.", RemoveItems(problem)),
        ProblemKind.RequiresOneOf => ($"-{parameter} requires {Others(problem)}.", string.Empty, $"Give {Others(problem)}, or add it to the draft: {string.Join(" or ", problem.Others.Select(other => $"Add-Seedance{ParameterNames.Of(other)}"))}"),
        ProblemKind.ConflictsWith => ($"-{parameter} can't be combined with {Others(problem)}.", string.Empty, $"Use either -{parameter} or {Others(problem)}."),
        ProblemKind.WrongMediaKind => ($"-{parameter} {problem.Media} is {Noun(problem.Media!.MediaKind)}.", $"Allowed: {Noun(model.Rule(problem.Field).Kind)} ({Formats(model.Rule(problem.Field).Kind)}).", UseOf(problem.Media.MediaKind)),
        ProblemKind.RequiresUpload => ($"-{parameter} {problem.Media} is given as an address, as bytes or as a variation. Only images can be.", "Allowed: a local file, the ID of an upload, or an earlier generation.", UploadFirst),
        ProblemKind.NotHttps => ($"-{parameter} {problem.Media!.Url} is not an HTTPS address.", "Allowed: HTTPS addresses.", UploadFirst),
        ProblemKind.NoSource => ($"-{parameter} has neither a file nor an ID.", "Allowed: a file, an ID, an earlier generation; for images also an HTTPS address or bytes.", UploadFirst),
        ProblemKind.MissingFile => ($"-{parameter}: the file {problem.Value} does not exist.", string.Empty, Recommendations.FindFile),
        ProblemKind.NegativeOrder => (IsNotAllowed(parameter, problem.Value), "Allowed: whole numbers, 0 or more.", "Use -Order 0, 1, 2 and so on, or leave it out."),
        ProblemKind.AspectRatioMismatch => ($"-{parameter} {problem.Media} is {problem.Media!.Width} x {problem.Media.Height}, which is not the video's aspect ratio.{NearestRatio(problem.Media, model)} The service may stretch or crop it.", string.Empty, "Use -AspectRatio Auto, or -Width and -Height with the image's shape."),
        ProblemKind.ReferenceNotAttached => ($"The prompt names {problem.Value}, which is not attached.", string.Empty, "Attach it, or change the prompt. -WhatIf shows which file is Image 1."),
        ProblemKind.FileTooLarge => (FormattableString.Invariant($"{problem.Media} has {problem.Media!.Length / 1e6:0.#} MB."), FormattableString.Invariant($"The service's web application accepts at most {problem.Max / 1e6:0} MB."), "Use a smaller file."),
        ProblemKind.UncommonDuration => (FormattableString.Invariant($"{problem.Media} is {problem.Media!.Duration:0.##} s long."), $"The service's web application accepts {problem.Range} s.", "Trim it first."),
        ProblemKind.UncommonFrameRate => (FormattableString.Invariant($"{problem.Media} has {problem.Media!.FrameRate:0.##} frames per second."), $"The service's web application accepts {problem.Range}.", "Convert it first, for example: ffmpeg -i INPUT -r 30 OUTPUT.mp4"),
        ProblemKind.UncommonDimensions => ($"{problem.Media} is {problem.Media!.Width} x {problem.Media.Height}.", $"The service's web application accepts sides of {problem.Range} pixels.", "Resize it first."),
        _ => (FormattableString.Invariant($"The files of -{parameter} are {problem.Value:0.##} s long in total."), FormattableString.Invariant($"The service's web application accepts {problem.Max:0.##} s in total."), "Trim them first."),
    };

    /// <summary>The models that allow a length which this one does not.</summary>
    private static string OtherModel(RequestProblem problem) =>
        problem is { Field: RequestField.Duration, Value: long seconds } && VideoModels.All.FirstOrDefault(model => model.Duration.Contains(seconds)) is { } other
            ? $" {other.Id} allows {other.Duration}: -Model {other.Id}"
            : string.Empty;

    private static string NearestRatio(SeedanceMedia image, VideoModel model) =>
        model.NearestRatio(image.Width!.Value, image.Height!.Value) is { } ratio ? $" The nearest of the table is -AspectRatio {ratio}, which -AspectRatio Auto finds." : string.Empty;

    private static string IsNotAllowed(string parameter, object? value) => $"-{parameter} {Inputs.Value.Describe(value)} is not allowed.";

    private static int Length(RequestProblem problem) => ((string)problem.Value!).Length;

    private static string AllowedLength(RequestProblem problem) => $"Allowed: {problem.Range} characters.";

    private static string UnitOf(RequestField field) => field == RequestField.Duration ? "whole seconds" : "(-1 is random)";

    private static string Offered(VideoModel model) => $"Offered: {string.Join(", ", model.Sizes.Select(size => $"{size.Width}x{size.Height}"))}.";

    private static string Others(RequestProblem problem) => ParameterNames.List(problem.Others.Select(ParameterNames.Of));

    private static string RemoveItems(RequestProblem problem)
    {
        var excess = (int)problem.Value! - (int)problem.Max!.Value;
        var noun = problem.Field switch { RequestField.ImageReference => "image reference", RequestField.VideoReference => "video reference", _ => "audio reference" };
        return $"Remove {excess} {noun}{(excess == 1 ? string.Empty : "s")}.";
    }

    private static string Noun(SeedanceMediaKind kind) => kind switch { SeedanceMediaKind.Image => "an image", SeedanceMediaKind.Video => "a video", _ => "audio" };

    private static string Formats(SeedanceMediaKind kind) => kind switch { SeedanceMediaKind.Image => "PNG, JPEG or WebP", SeedanceMediaKind.Video => "MP4 or MOV", _ => "MP3 or WAV" };

    private static string UseOf(SeedanceMediaKind kind) => kind switch
    {
        SeedanceMediaKind.Image => "Use an image as -StartFrame, -EndFrame or -ImageReference.",
        SeedanceMediaKind.Video => "Use a video as -VideoReference.",
        _ => "Use audio as -AudioReference, together with an image or video reference.",
    };
}
