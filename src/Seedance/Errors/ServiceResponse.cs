namespace Seedance.Errors;

/// <summary>What an error needs of a response: its status, its message and its request id.</summary>
internal readonly record struct ServiceResponse(int? StatusCode, string? Message, string? RequestId);
