namespace Seedance.Requests;

/// <summary>Finds everything that is wrong or doubtful with a request, by its model's table, before anything is uploaded or paid.</summary>
internal sealed class RequestValidator
{
    private const double AspectRatioTolerance = 0.03;

    private readonly List<RequestProblem> _problems = [];
    private readonly SeedanceRequest _request;
    private readonly VideoModel _model;

    private RequestValidator(SeedanceRequest request, VideoModel model)
    {
        _request = request;
        _model = model;
    }

    /// <param name="request">The request.</param>
    /// <param name="model">Its model.</param>
    /// <param name="allowsUnknownModel">Whether a model that the table lacks is accepted.</param>
    public static IReadOnlyList<RequestProblem> FindProblems(SeedanceRequest request, VideoModel model, bool allowsUnknownModel = false)
    {
        var validator = new RequestValidator(request, model);
        if (!model.IsInTable && !allowsUnknownModel)
        {
            // Without its row nothing else can be said of it.
            validator.AddError(ProblemKind.UnknownModel, RequestField.Model, model.Id);
            return validator._problems;
        }

        validator.CheckPrompt();
        validator.CheckRange(RequestField.Duration, request.Duration, model.Duration);
        if (request.Seed is { } seed)
        {
            validator.CheckRange(RequestField.Seed, seed, model.Seed);
        }

        validator.CheckSize();
        validator.CheckMode();
        foreach (var (field, media) in request.Guidances())
        {
            validator.CheckGuidance(model.Rule(field), media);
        }

        validator.CheckFrameShape();
        validator.CheckReferenceNames();
        foreach (var limit in model.Media)
        {
            validator.CheckMediaLimits(limit);
        }

        return validator._problems;
    }

    private void CheckPrompt()
    {
        var prompt = _request.Prompt;
        if (string.IsNullOrWhiteSpace(prompt))
        {
            AddError(ProblemKind.PromptEmpty, RequestField.Prompt, prompt, _model.PromptLength);
        }
        else if (!_model.PromptLength.Contains(prompt!.Length))
        {
            AddError(ProblemKind.PromptTooLong, RequestField.Prompt, prompt, _model.PromptLength);
        }
        else if (HasLoneSurrogate(prompt))
        {
            AddError(ProblemKind.PromptInvalidText, RequestField.Prompt, prompt, _model.PromptLength);
        }
    }

    private void CheckRange(RequestField field, long value, Bounds allowed)
    {
        if (!allowed.Contains(value))
        {
            AddError(ProblemKind.OutOfRange, field, value, allowed);
        }
    }

    private void CheckSize()
    {
        var (width, height) = (_request.Width, _request.Height);

        // 0 x 0 may mean "the size of the source image": the service decides.
        var isFromSource = width == 0 && height == 0;
        foreach (var (field, value) in new[] { (RequestField.Width, width), (RequestField.Height, height) })
        {
            if (value < 0 || (value == 0 && !isFromSource))
            {
                AddError(ProblemKind.InvalidSize, field, value);
            }
        }

        if (width > 0 && height > 0 && _model.IsInTable && !_model.Sizes.Any(size => size.Width == width && size.Height == height))
        {
            AddWarning(new(ProblemKind.UncommonSize, RequestField.Width, $"{width}x{height}"));
        }
    }

    private void CheckMode()
    {
        if (_request.Mode is not { } mode || _model.Modes is not { } modes)
        {
            return;
        }

        if (modes.Count == 0)
        {
            AddError(ProblemKind.NotOfModel, RequestField.Mode, mode);
        }
        else if (!modes.TryGetValue(mode, out var tier))
        {
            AddError(ProblemKind.UnknownMode, RequestField.Mode, mode);
        }
        else if (tier != _model.TierOf(_request.Width, _request.Height))
        {
            AddError(ProblemKind.ModeConflictsWithSize, RequestField.Mode, mode);
        }
        else
        {
            AddWarning(new(ProblemKind.ModeDeprecated, RequestField.Mode, mode));
        }
    }

    private void CheckGuidance(GuidanceRule rule, IReadOnlyList<SeedanceMedia> media)
    {
        var given = _request.Guidances().Select(guidance => guidance.Field).ToList();
        if (media.Count > rule.Max)
        {
            _problems.Add(new(ProblemKind.TooManyItems, rule.Field, media.Count) { Max = rule.Max });
        }

        if (rule.RequiresOneOf.Count > 0 && !rule.RequiresOneOf.Intersect(given).Any())
        {
            _problems.Add(new(ProblemKind.RequiresOneOf, rule.Field, media[0]) { Others = rule.RequiresOneOf });
        }

        if (rule.Excludes.Intersect(given).ToList() is { Count: > 0 } conflicts)
        {
            _problems.Add(new(ProblemKind.ConflictsWith, rule.Field, media[0]) { Others = conflicts });
        }

        foreach (var item in media)
        {
            CheckSource(rule, item);
        }

        if (rule.Field == RequestField.ImageReference)
        {
            foreach (var reference in _request.ImageReferences.Where(reference => reference.Order < 0))
            {
                AddError(ProblemKind.NegativeOrder, RequestField.Order, reference.Order);
            }

            if (!_model.HasStrength && _request.ImageReferences.FirstOrDefault(reference => reference.Strength is not null) is { } strong)
            {
                AddError(ProblemKind.NotOfModel, RequestField.Strength, strong.Strength);
            }
        }
    }

    private void CheckSource(GuidanceRule rule, SeedanceMedia media)
    {
        ProblemKind? problem =
            media.MediaKind != rule.Kind ? ProblemKind.WrongMediaKind
            : rule.Kind != SeedanceMediaKind.Image && (media.IsInline || media.MediaType == SeedanceMediaType.Variation) ? ProblemKind.RequiresUpload
            : media is { Id: null, Url: { } address } && address.Scheme != Uri.UriSchemeHttps ? ProblemKind.NotHttps
            : media is { IsReady: false, Path: null } ? ProblemKind.NoSource
            : !media.IsReady && !File.Exists(media.Path) ? ProblemKind.MissingFile
            : media.Id is not null && rule.Types.Count > 0 && !rule.Types.Contains(media.MediaType) ? ProblemKind.NotUploaded
            : null;
        if (problem is { } kind)
        {
            _problems.Add(new(kind, rule.Field, kind == ProblemKind.MissingFile ? media.Path : media) { Media = media });
        }
    }

    /// <summary>A frame of another shape is stretched or cropped by the service.</summary>
    private void CheckFrameShape()
    {
        foreach (var (field, frame) in new[] { (RequestField.StartFrame, _request.StartFrame), (RequestField.EndFrame, _request.EndFrame) })
        {
            if (frame is { Width: > 0 and var width, Height: > 0 and var height } && _request is { Width: > 0, Height: > 0 }
                && Math.Abs(((double)width / height / _request.Width * _request.Height) - 1) > AspectRatioTolerance)
            {
                AddWarning(new(ProblemKind.AspectRatioMismatch, field, frame) { Media = frame });
            }
        }
    }

    private void CheckReferenceNames()
    {
        foreach (var name in ReferenceNames.FindMissing(_request))
        {
            AddWarning(new(ProblemKind.ReferenceNotAttached, RequestField.Prompt, name));
        }
    }

    private void CheckMediaLimits(MediaLimit limit)
    {
        var files = _request.Guidances().SelectMany(guidance => guidance.Media.Select(media => (guidance.Field, Media: media)))
            .Where(item => item.Media.MediaKind == limit.Kind && item.Media.Path is not null)
            .ToList();
        foreach (var (field, media) in files)
        {
            if (media.Length > limit.MaxBytes)
            {
                AddWarning(new(ProblemKind.FileTooLarge, field, media) { Media = media, Max = limit.MaxBytes });
            }

            if (limit.Duration is { } duration && media.Duration is { } seconds && !duration.Contains(seconds))
            {
                AddWarning(new(ProblemKind.UncommonDuration, field, media) { Media = media, Range = duration });
            }

            if (limit.FrameRate is { } rates && media.FrameRate is { } rate && !rates.Contains(rate))
            {
                AddWarning(new(ProblemKind.UncommonFrameRate, field, media) { Media = media, Range = rates });
            }

            if (limit.Side is { } side && media is { Width: { } width, Height: { } height } && !(side.Contains(width) && side.Contains(height)))
            {
                AddWarning(new(ProblemKind.UncommonDimensions, field, media) { Media = media, Range = side });
            }
        }

        if (files.Sum(item => item.Media.Duration ?? 0) is var total && total > limit.MaxTotalDuration)
        {
            AddWarning(new(ProblemKind.TotalDurationTooLong, files[0].Field, total) { Max = limit.MaxTotalDuration });
        }
    }

    private void AddError(ProblemKind kind, RequestField field, object? value, Bounds? range = null) => _problems.Add(new(kind, field, value) { Range = range });

    private void AddWarning(RequestProblem problem) => _problems.Add(problem with { IsWarning = true });

    private static bool HasLoneSurrogate(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]))
            {
                return true;
            }
        }

        return false;
    }
}
